package dev.millrace.streams.state;

import java.nio.file.Path;

import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.millrace.streams.errors.ProcessorStateException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The program asks for another kind of store than the one that wrote what is on disk. */
class LayoutChangeTest {
    private static final String STORE = "rows";

    @TempDir
    private Path stateDir;

    private static TimestampedKeyValueStore<String, String> stamped() {
        return Stores.timestampedKeyValueStoreBuilder(
                        Stores.persistentTimestampedKeyValueStore(STORE), Serdes.String(), Serdes.String())
                .build();
    }

    private static TimestampedKeyValueStoreWithHeaders<String, String> headed() {
        return Stores.timestampedKeyValueStoreWithHeadersBuilder(
                        Stores.persistentTimestampedKeyValueStoreWithHeaders(STORE), Serdes.String(), Serdes.String())
                .build();
    }

    private FakeTask task(FakeTask... before) {
        return new FakeTask(stateDir, 0, 1 << 20, before);
    }

    private FakeTask filled() {
        try (FakeTask task = task()) {
            TimestampedKeyValueStore<String, String> store = task.open(stamped());
            task.at(7);
            store.put("a", ValueAndTimestamp.make("x", 7));
            store.put("b", ValueAndTimestamp.make("y", 7));
            task.commit();
            return task;
        }
    }

    @Test
    void restoresTheStoreFromItsBeginning() {
        FakeTask first = filled();
        try (FakeTask task = task(first)) {
            TimestampedKeyValueStoreWithHeaders<String, String> store = task.open(headed());
            assertThat(store.get("a")).isNull();
            assertThat(store.committedOffset(FakeTask.CHANGELOG)).isNull();

            task.restore(store);
            assertThat(store.get("a").value()).isEqualTo("x");
            assertThat(store.get("a").timestamp()).isEqualTo(7);
            task.commit();
        }
        try (FakeTask task = task(first)) {
            TimestampedKeyValueStoreWithHeaders<String, String> store = task.open(headed());

            assertThat(store.committedOffset(FakeTask.CHANGELOG)).isEqualTo(2);
            assertThat(store.get("b").value()).isEqualTo("y");
        }
    }

    @Test
    void restoresWhenItStartsAgainAfterACrash() {
        FakeTask first = filled();
        try (FakeTask task = task(first)) {
            task.open(headed());
        }
        try (FakeTask task = task(first)) {
            TimestampedKeyValueStoreWithHeaders<String, String> store = task.open(headed());

            assertThat(store.committedOffset(FakeTask.CHANGELOG)).isNull();
            task.restore(store);
            assertThat(store.get("a").value()).isEqualTo("x");
        }
    }

    @Test
    void goesBackToo() {
        FakeTask first = filled();
        try (FakeTask task = task(first)) {
            task.restore(task.open(headed()));
            task.commit();
        }
        try (FakeTask task = task(first)) {
            TimestampedKeyValueStore<String, String> store = task.open(stamped());
            task.restore(store);

            assertThat(store.get("a")).isEqualTo(ValueAndTimestamp.make("x", 7));
        }
    }

    @Test
    void isRefusedIfNothingCouldBringTheEntriesBack() {
        FakeTask first = filled();
        try (FakeTask task = task(first).withoutChangelog()) {
            assertThatThrownBy(() -> task.open(headed()))
                    .isInstanceOf(ProcessorStateException.class)
                    .hasMessageContaining(STORE)
                    .hasMessageContaining("cleanUp");
        }
        try (FakeTask task = task(first).withoutChangelog()) {
            assertThat(task.open(stamped()).get("a")).isEqualTo(ValueAndTimestamp.make("x", 7));
        }
    }
}
