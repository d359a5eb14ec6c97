package dev.millrace.streams.kstream;

import java.time.Duration;

import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

import dev.millrace.streams.StreamsBuilder;
import dev.millrace.streams.internal.spi.ChangelogTopicDefaults;
import dev.millrace.streams.state.Stores;
import dev.millrace.streams.state.WindowStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

/** What has a time is deleted some day, in the store and in its changelog. */
class WindowChangelogsTest {
    private static final Duration TEN = Duration.ofMillis(10);
    private static final Duration FIVE = Duration.ofMillis(5);

    @Test
    void changelogsOfWindowsAndSessionsAreCompactedAndDeleted() {
        ChangelogTopicDefaults windows = (ChangelogTopicDefaults)
                Stores.windowStoreBuilder(Stores.persistentWindowStore("windows", TEN, FIVE, false), null, null);
        ChangelogTopicDefaults sessions = (ChangelogTopicDefaults)
                Stores.sessionStoreBuilder(Stores.inMemorySessionStore("sessions", FIVE), null, null);

        assertThat(windows.changelogTopicDefaults())
                .containsOnly(entry("cleanup.policy", "compact,delete"), entry("retention.ms", "10"));
        assertThat(sessions.changelogTopicDefaults()).containsEntry("retention.ms", "5");
    }

    @Test
    void windowsAreNotKeptShorterThanTheyChange() {
        TimeWindowedKStream<String, String> windowed = new StreamsBuilder()
                .<String, String>stream("in").groupByKey().windowedBy(TimeWindows.ofSizeAndGrace(TEN, FIVE));

        assertThatThrownBy(() -> windowed.count(kept(Duration.ofMillis(14))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 15 ms");
        assertThat(windowed.count(kept(Duration.ofMillis(15))).queryableStoreName())
                .isEqualTo("kept");
    }

    @Test
    void windowsWithoutEndAreNotHandedOnAtTheirClose() {
        TimeWindowedKStream<String, String> unlimited =
                new StreamsBuilder().<String, String>stream("in").groupByKey().windowedBy(UnlimitedWindows.of());

        assertThatThrownBy(() -> unlimited.emitStrategy(EmitStrategy.onWindowClose()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Materialized<String, Long, WindowStore<Bytes, byte[]>> kept(Duration retention) {
        return Materialized.<String, Long, WindowStore<Bytes, byte[]>>as("kept").withRetention(retention);
    }
}
