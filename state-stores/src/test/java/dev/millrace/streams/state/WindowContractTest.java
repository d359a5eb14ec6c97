package dev.millrace.streams.state;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.millrace.streams.errors.InvalidStateStoreException;
import dev.millrace.streams.kstream.Windowed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What every window store does, on disk, in the heap and in a user's layer, cached and not, logged and not. */
class WindowContractTest {
    private static final long MINUTE = 60_000;

    @TempDir
    Path stateDir;

    private FakeTask task;
    private WindowStore<String, Long> store;

    static List<ContractSetup> setups() {
        return ContractSetup.all();
    }

    private void open(ContractSetup setup) {
        task = new FakeTask(stateDir, setup.cacheBytes(), 1 << 20);
        store = setup.openWindows(task);
    }

    /** After each test: the cache budget is charged for nothing, once the store is closed. */
    @AfterEach
    void closesWithoutDebt() {
        task.close();
        assertThat(task.budget().cache().usedBytes()).isZero();
        assertThat(store.isOpen()).isFalse();
    }

    private static List<String> times(WindowStoreIterator<Long> rows) {
        List<String> times = new ArrayList<>();
        try (rows) {
            rows.forEachRemaining(row -> times.add(row.key + "=" + row.value));
        }
        return times;
    }

    private static List<String> windows(KeyValueIterator<Windowed<String>, Long> rows) {
        List<String> windows = new ArrayList<>();
        try (rows) {
            rows.forEachRemaining(
                    row -> windows.add(row.key.key() + "@" + row.key.window().start() + "=" + row.value));
        }
        return windows;
    }

    @ParameterizedTest
    @MethodSource("setups")
    void givesWhatWasPutBeforeAndAfterCommit(ContractSetup setup) {
        open(setup);
        store.put("a", 1L, 10);
        store.put("a", 2L, 10);
        store.put("a", 3L, 20);
        assertThat(store.fetch("a", 10)).isEqualTo(2);
        task.commit();
        assertThat(store.fetch("a", 10)).isEqualTo(2);
        assertThat(store.fetch("a", 20)).isEqualTo(3);
        assertThat(store.fetch("a", 15)).isNull();
        assertThat(store.fetch("b", 10)).isNull();
    }

    @ParameterizedTest
    @MethodSource("setups")
    void windowsOfOneKeyComeInTheOrderOfTime(ContractSetup setup) {
        open(setup);
        store.put("k", 3L, MINUTE + 30);
        store.put("k", 1L, 10);
        store.put("ka", 9L, 10);
        task.commit();
        store.put("k", 2L, 20);
        store.put("k", 4L, MINUTE + 40);
        store.put("j", 9L, 10);
        assertThat(times(store.fetch("k", 0, Long.MAX_VALUE))).containsExactly("10=1", "20=2", "60030=3", "60040=4");
        assertThat(times(store.backwardFetch("k", 0, Long.MAX_VALUE)))
                .containsExactly("60040=4", "60030=3", "20=2", "10=1");
        assertThat(times(store.fetch("k", 20, MINUTE + 30))).containsExactly("20=2", "60030=3");
        assertThat(times(store.fetch("k", Instant.ofEpochMilli(11), Instant.ofEpochMilli(20))))
                .containsExactly("20=2");
        assertThat(times(store.fetch("k", 21, 19))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("setups")
    void rangesHoldKeysThatAreTheBeginningOfTheLastOne(ContractSetup setup) {
        open(setup);
        for (String key : List.of("", "a", "a\0", "a\0\0\0\0\0\0\0\0\0\0\0\0", "ab", "b")) {
            store.put(key, 1L, 10);
        }
        task.commit();
        store.put("aa", 1L, 10);
        List<String> expected = List.of("a@10=1", "a\0@10=1", "a\0\0\0\0\0\0\0\0\0\0\0\0@10=1");
        assertThat(windows(store.fetch("a", "a\0\0\0\0\0\0\0\0\0\0\0\0", 0, 10)))
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(windows(store.fetch(null, "aa", 0, 10))).hasSize(5).contains("@10=1", "aa@10=1");
        assertThat(windows(store.fetch("ab", null, 0, 10))).containsExactly("ab@10=1", "b@10=1");
        assertThat(windows(store.fetch("b", "a", 0, 10))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("setups")
    void manyKeysComeBySegmentOnDiskAndByTimeInTheHeap(ContractSetup setup) {
        open(setup);
        store.put("b", 1L, 10);
        store.put("a", 2L, 20);
        store.put("a", 3L, MINUTE);
        task.commit();
        store.put("c", 4L, 5);
        List<String> expected = setup.byTime()
                ? List.of("c@5=4", "b@10=1", "a@20=2", "a@60000=3")
                : List.of("a@20=2", "b@10=1", "c@5=4", "a@60000=3");
        assertThat(windows(store.all())).isEqualTo(expected);
        assertThat(windows(store.fetchAll(0, MINUTE))).isEqualTo(expected);
        List<String> backward = new ArrayList<>(expected);
        java.util.Collections.reverse(backward);
        assertThat(windows(store.backwardAll())).isEqualTo(backward);
        assertThat(windows(store.backwardFetchAll(0, 20))).isEqualTo(backward.subList(1, 4));
    }

    @ParameterizedTest
    @MethodSource("setups")
    void windowsTellTheirEnd(ContractSetup setup) {
        open(setup);
        store.put("a", 1L, 10);
        try (KeyValueIterator<Windowed<String>, Long> rows = store.all()) {
            assertThat(rows.next().key).hasToString("[a@10/10010]");
        }
    }

    @ParameterizedTest
    @MethodSource("setups")
    void deletedWindowIsGoneBeforeAndAfterCommit(ContractSetup setup) {
        open(setup);
        store.put("a", 1L, 10);
        store.put("a", 2L, 20);
        task.commit();
        store.put("a", null, 10);
        assertThat(times(store.fetch("a", 0, 30))).containsExactly("20=2");
        assertThat(store.fetch("a", 10)).isNull();
        task.commit();
        assertThat(windows(store.all())).containsExactly("a@20=2");
    }

    @ParameterizedTest
    @MethodSource("setups")
    void whatIsPastRetentionIsNotShown(ContractSetup setup) {
        open(setup);
        store.put("a", 1L, 10);
        store.put("a", 2L, 30_000);
        task.commit();
        store.put("a", 3L, 2 * MINUTE + 10);
        task.commit();
        assertThat(store.fetch("a", 10)).isNull();
        assertThat(windows(store.all())).containsExactly("a@30000=2", "a@120010=3");
        store.put("b", 4L, 10 * MINUTE);
        task.commit();
        assertThat(windows(store.all())).containsExactly("b@600000=4");
        store.put("b", 5L, 10);
        task.commit();
        assertThat(times(store.fetch("b", 0, Long.MAX_VALUE))).containsExactly("600000=4");
    }

    @ParameterizedTest
    @MethodSource("setups")
    void iteratorSurvivesWritesAndCommits(ContractSetup setup) {
        open(setup);
        store.put("k", 1L, 10);
        task.commit();
        store.put("k", 2L, 20);
        List<Long> seen = new ArrayList<>();
        try (WindowStoreIterator<Long> rows = store.fetch("k", 0, 100)) {
            seen.add(rows.next().value);
            store.put("k", 3L, 15);
            task.commit();
            rows.forEachRemaining(row -> seen.add(row.value));
        }
        assertThat(seen).contains(1L, 2L);
    }

    @ParameterizedTest
    @MethodSource("setups")
    void peeksWithoutMovingOn(ContractSetup setup) {
        open(setup);
        store.put("a", 1L, 10);
        try (WindowStoreIterator<Long> rows = store.fetch("a", 0, 10)) {
            assertThat(rows.peekNextKey()).isEqualTo(10);
            assertThat(rows.next().value).isEqualTo(1);
            assertThat(rows.hasNext()).isFalse();
            assertThatThrownBy(rows::next).isInstanceOf(NoSuchElementException.class);
        }
        try (KeyValueIterator<Windowed<String>, Long> rows = store.all()) {
            assertThat(rows.peekNextKey().key()).isEqualTo("a");
            rows.next();
            assertThatThrownBy(rows::peekNextKey).isInstanceOf(NoSuchElementException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("setups")
    void refusesNull(ContractSetup setup) {
        open(setup);
        assertThatNullPointerException().isThrownBy(() -> store.put(null, 1L, 1));
        assertThatNullPointerException().isThrownBy(() -> store.fetch(null, 1));
        assertThatNullPointerException().isThrownBy(() -> store.fetch((String) null, 1, 2));
        assertThatNullPointerException().isThrownBy(() -> store.backwardFetch((String) null, 1, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> store.fetch("a", null, Instant.EPOCH));
        assertThatIllegalArgumentException().isThrownBy(() -> store.fetchAll(Instant.EPOCH, Instant.MAX));
    }

    @ParameterizedTest
    @MethodSource("setups")
    void closedStoreSaysSo(ContractSetup setup) {
        open(setup);
        store.put("a", 1L, 10);
        task.commit();
        WindowStoreIterator<Long> rows = store.fetch("a", 0, 10);
        store.close();
        store.close();
        assertThatThrownBy(() -> store.fetch("a", 10)).isInstanceOf(InvalidStateStoreException.class);
        assertThatThrownBy(() -> store.put("a", 1L, 10)).isInstanceOf(InvalidStateStoreException.class);
        assertThatThrownBy(() -> store.fetch("a", 0, 10)).isInstanceOf(InvalidStateStoreException.class);
        assertThatThrownBy(store::all).isInstanceOf(InvalidStateStoreException.class);
        rows.close();
        assertThatThrownBy(rows::hasNext).isInstanceOf(InvalidStateStoreException.class);
    }

    @ParameterizedTest
    @MethodSource("setups")
    void restoresFromChangelogWhenLocalStateIsLost(ContractSetup setup) {
        open(setup);
        store.put("a", 1L, 10);
        store.put("a", 2L, MINUTE);
        store.put("b", 3L, 4 * MINUTE);
        store.put("c", 4L, 4 * MINUTE);
        store.put("c", null, 4 * MINUTE);
        task.commit();
        FakeTask next = new FakeTask(stateDir.resolve("elsewhere"), setup.cacheBytes(), 1 << 20, task);
        try (next) {
            WindowStore<String, Long> restored = setup.openWindows(next);
            next.restore(restored);
            assertThat(windows(restored.all())).isEqualTo(setup.logged() ? List.of("b@240000=3") : List.of());
            assertThat(restored.fetch("a", 10)).isNull();
        }
    }

    @ParameterizedTest
    @MethodSource("setups")
    void logsKeyStartAndNumberWithTheTimeOfTheRecord(ContractSetup setup) {
        open(setup);
        task.at(7);
        store.put("a", 2L, 10);
        task.commit();
        if (setup.logged()) {
            assertThat(KafkaTask.readable(task.log()))
                    .singleElement()
                    .asString()
                    .startsWith("61" + "000000000000000a" + "00000000" + "=" + "0000000000000002" + "@7");
        } else {
            assertThat(task.log()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("setups")
    void goesOnWhereItWasAfterRestart(ContractSetup setup) {
        open(setup);
        store.put("a", 1L, 10 * MINUTE);
        task.commit();
        task.close();
        task = new FakeTask(stateDir, setup.cacheBytes(), 1 << 20, task);
        store = setup.openWindows(task);
        task.restore(store);
        boolean kept = setup.logged() || setup.bytes().equals("rocksdb");
        assertThat(times(store.fetch("a", 0, Long.MAX_VALUE))).isEqualTo(kept ? List.of("600000=1") : List.of());
        assertThat(store.fetch("a", 10 * MINUTE)).isEqualTo(kept ? 1L : null);
    }
}
