package dev.millrace.streams.state;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.millrace.streams.errors.InvalidStateStoreException;
import dev.millrace.streams.kstream.Windowed;
import dev.millrace.streams.kstream.internals.SessionWindow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What every session store does, in the dimensions of {@link WindowContractTest}. */
class SessionContractTest {
    private static final long MINUTE = 60_000;

    @TempDir
    Path stateDir;

    private FakeTask task;
    private SessionStore<String, Long> store;

    static List<ContractSetup> setups() {
        return ContractSetup.ofSessions();
    }

    private void open(ContractSetup setup) {
        task = new FakeTask(stateDir, setup.cacheBytes(), 1 << 20);
        store = setup.openSessions(task);
    }

    @AfterEach
    void closesWithoutDebt() {
        task.close();
        assertThat(task.budget().cache().usedBytes()).isZero();
        assertThat(store.isOpen()).isFalse();
    }

    private static Windowed<String> session(String key, long start, long end) {
        return new Windowed<>(key, new SessionWindow(start, end));
    }

    private static List<String> sessions(KeyValueIterator<Windowed<String>, Long> rows) {
        List<String> sessions = new ArrayList<>();
        try (rows) {
            rows.forEachRemaining(row -> sessions.add(row.key + "=" + row.value));
        }
        return sessions;
    }

    @ParameterizedTest
    @MethodSource("setups")
    void givesWhatWasPutBeforeAndAfterCommit(ContractSetup setup) {
        open(setup);
        store.put(session("a", 10, 20), 1L);
        store.put(session("a", 10, 20), 2L);
        assertThat(store.fetchSession("a", 10, 20)).isEqualTo(2);
        task.commit();
        assertThat(store.fetchSession("a", 10, 20)).isEqualTo(2);
        assertThat(store.fetchSession("a", Instant.ofEpochMilli(10), Instant.ofEpochMilli(20)))
                .isEqualTo(2);
        assertThat(store.fetchSession("a", 10, 21)).isNull();
        assertThat(store.fetchSession("b", 10, 20)).isNull();
    }

    @ParameterizedTest
    @MethodSource("setups")
    void findsSessionsThatTouchATime(ContractSetup setup) {
        open(setup);
        store.put(session("a", 0, 10), 1L);
        store.put(session("a", 20, 30), 2L);
        task.commit();
        store.put(session("a", 40, MINUTE), 3L);
        store.put(session("b", 20, 30), 4L);
        assertThat(sessions(store.findSessions("a", 10, 20))).containsExactly("[a@0/10]=1", "[a@20/30]=2");
        assertThat(sessions(store.backwardFindSessions("a", 10, 20))).containsExactly("[a@20/30]=2", "[a@0/10]=1");
        assertThat(sessions(store.findSessions("a", 11, 19))).isEmpty();
        assertThat(sessions(store.findSessions("a", 31, 40))).containsExactly("[a@40/60000]=3");
        assertThat(sessions(store.fetch("a"))).containsExactly("[a@0/10]=1", "[a@20/30]=2", "[a@40/60000]=3");
        assertThat(sessions(store.backwardFetch("a"))).containsExactly("[a@40/60000]=3", "[a@20/30]=2", "[a@0/10]=1");
        assertThat(sessions(store.fetch("a", "b"))).hasSize(4).contains("[b@20/30]=4");
        assertThat(sessions(store.findSessions("b", null, 0, 100))).containsExactly("[b@20/30]=4");
    }

    @ParameterizedTest
    @MethodSource("setups")
    void findsSessionsByTheirEndOverAllKeys(ContractSetup setup) {
        open(setup);
        store.put(session("b", 0, 10), 1L);
        store.put(session("a", 5, 20), 2L);
        task.commit();
        store.put(session("c", 1, 30), 3L);
        assertThat(sessions(store.findSessions(10, 20))).containsExactlyInAnyOrder("[b@0/10]=1", "[a@5/20]=2");
    }

    @ParameterizedTest
    @MethodSource("setups")
    void removedSessionIsGoneBeforeAndAfterCommit(ContractSetup setup) {
        open(setup);
        store.put(session("a", 0, 10), 1L);
        store.put(session("a", 20, 30), 2L);
        task.commit();
        store.remove(session("a", 0, 10));
        assertThat(sessions(store.fetch("a"))).containsExactly("[a@20/30]=2");
        task.commit();
        assertThat(sessions(store.fetch("a"))).containsExactly("[a@20/30]=2");
        store.put(session("a", 20, 30), null);
        assertThat(sessions(store.fetch("a"))).isEmpty();
    }

    /** What an aggregation does: sessions are merged while they are found. */
    @ParameterizedTest
    @MethodSource("setups")
    void foundSessionsMayBeRemovedAtOnce(ContractSetup setup) {
        open(setup);
        store.put(session("a", 0, 10), 1L);
        task.commit();
        store.put(session("a", 20, 30), 2L);
        long sum = 0;
        try (KeyValueIterator<Windowed<String>, Long> rows = store.findSessions("a", 0, 40)) {
            while (rows.hasNext()) {
                var row = rows.next();
                sum += row.value;
                store.remove(row.key);
            }
        }
        store.put(session("a", 0, 30), sum);
        assertThat(sessions(store.fetch("a"))).containsExactly("[a@0/30]=3");
    }

    @ParameterizedTest
    @MethodSource("setups")
    void whatIsPastRetentionIsNotShown(ContractSetup setup) {
        open(setup);
        store.put(session("a", 0, 10), 1L);
        store.put(session("a", 0, MINUTE), 2L);
        task.commit();
        store.put(session("b", 0, 2 * MINUTE + 10), 3L);
        task.commit();
        assertThat(store.fetchSession("a", 0, 10)).isNull();
        assertThat(sessions(store.fetch("a"))).containsExactly("[a@0/60000]=2");
        store.put(session("b", 0, 10 * MINUTE), 4L);
        store.put(session("a", 0, 5), 5L);
        task.commit();
        assertThat(sessions(store.fetch(null, (String) null))).containsExactly("[b@0/600000]=4");
    }

    @ParameterizedTest
    @MethodSource("setups")
    void refusesNull(ContractSetup setup) {
        open(setup);
        assertThatNullPointerException().isThrownBy(() -> store.put(null, 1L));
        assertThatNullPointerException().isThrownBy(() -> store.put(new Windowed<>("a", null), 1L));
        assertThatNullPointerException().isThrownBy(() -> store.put(session(null, 1, 2), 1L));
        assertThatNullPointerException().isThrownBy(() -> store.remove(null));
        assertThatNullPointerException().isThrownBy(() -> store.fetch((String) null));
        assertThatNullPointerException().isThrownBy(() -> store.fetchSession(null, 1, 2));
        assertThatNullPointerException().isThrownBy(() -> store.findSessions((String) null, 1, 2));
    }

    @ParameterizedTest
    @MethodSource("setups")
    void closedStoreSaysSo(ContractSetup setup) {
        open(setup);
        store.put(session("a", 0, 10), 1L);
        task.commit();
        store.close();
        assertThatThrownBy(() -> store.fetch("a")).isInstanceOf(InvalidStateStoreException.class);
        assertThatThrownBy(() -> store.fetchSession("a", 0, 10)).isInstanceOf(InvalidStateStoreException.class);
        assertThatThrownBy(() -> store.put(session("a", 0, 10), 1L)).isInstanceOf(InvalidStateStoreException.class);
    }

    @ParameterizedTest
    @MethodSource("setups")
    void restoresFromChangelogWhenLocalStateIsLost(ContractSetup setup) {
        open(setup);
        store.put(session("a", 0, 10), 1L);
        store.put(session("b", 5, 4 * MINUTE), 3L);
        store.put(session("c", 5, 4 * MINUTE), 4L);
        store.remove(session("c", 5, 4 * MINUTE));
        task.commit();
        FakeTask next = new FakeTask(stateDir.resolve("elsewhere"), setup.cacheBytes(), 1 << 20, task);
        try (next) {
            SessionStore<String, Long> restored = setup.openSessions(next);
            next.restore(restored);
            assertThat(sessions(restored.fetch(null, (String) null)))
                    .isEqualTo(setup.logged() ? List.of("[b@5/240000]=3") : List.of());
        }
    }

    @ParameterizedTest
    @MethodSource("setups")
    void logsKeyEndAndStartWithTheTimeOfTheRecord(ContractSetup setup) {
        open(setup);
        task.at(7);
        store.put(session("a", 3, 10), 2L);
        task.commit();
        if (setup.logged()) {
            assertThat(KafkaTask.readable(task.log()))
                    .singleElement()
                    .asString()
                    .startsWith("61" + "000000000000000a" + "0000000000000003" + "=" + "0000000000000002" + "@7");
        } else {
            assertThat(task.log()).isEmpty();
        }
    }
}
