package dev.millrace.streams.state;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.millrace.streams.kstream.Windowed;
import dev.millrace.streams.kstream.internals.SessionWindow;

import static org.assertj.core.api.Assertions.assertThat;

/** Entries that are too old to be kept count as dropped records of the task. */
class RefusedEntriesTest {
    private static final long LATE = Duration.ofHours(1).toMillis();

    @TempDir
    Path stateDir;

    /** A user's store under a cache refuses only what is left of two changes of one entry. */
    static List<ContractSetup> ours() {
        return ContractSetup.all().stream()
                .filter(setup -> !setup.bytes().equals("supplied"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("ours")
    void windowsCountWhatTheyRefuse(ContractSetup setup) {
        try (FakeTask task = new FakeTask(stateDir, setup.cacheBytes(), 1 << 20)) {
            WindowStore<String, Long> store = setup.openWindows(task);
            store.put("a", 1L, LATE);
            store.put("a", 2L, LATE - 1);
            assertThat(task.dropped()).isZero();
            store.put("a", 3L, 1);
            store.put("a", null, 1);
            task.commit();
            assertThat(task.dropped()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.millrace.streams.state.ContractSetup#ofSessions")
    void sessionsCountWhatTheyRefuse(ContractSetup setup) {
        try (FakeTask task = new FakeTask(stateDir, setup.cacheBytes(), 1 << 20)) {
            SessionStore<String, Long> store = setup.openSessions(task);
            store.put(new Windowed<>("a", new SessionWindow(LATE, LATE)), 1L);
            store.put(new Windowed<>("a", new SessionWindow(0, 1)), 2L);
            task.commit();
            assertThat(task.dropped()).isEqualTo(1);
        }
    }

    @Test
    void versionsCountWhatTheyRefuse() {
        try (FakeTask task = new FakeTask(stateDir, 0, 1 << 20)) {
            VersionedKeyValueStore<String, Long> store = task.open(Stores.versionedKeyValueStoreBuilder(
                            Stores.persistentVersionedKeyValueStore(FakeTask.STORE, Duration.ofMillis(5)),
                            Serdes.String(),
                            Serdes.Long())
                    .build());
            store.put("a", 1L, LATE);
            store.put("a", 2L, 1);
            store.delete("b", 1);
            assertThat(task.dropped()).isEqualTo(2);
        }
    }
}
