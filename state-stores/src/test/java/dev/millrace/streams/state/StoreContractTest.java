package dev.millrace.streams.state;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.errors.InvalidStateStoreException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What every key-value store does, in the heap and on disk, cached and not, held as objects and as bytes. */
class StoreContractTest {
    @TempDir
    Path stateDir;

    private FakeTask task;
    private KeyValueStore<String, Long> store;

    static List<StoreSetup.Contract> setups() {
        return StoreSetup.Contract.all();
    }

    private void open(StoreSetup.Contract setup) {
        task = new FakeTask(stateDir, setup.base().cacheBytes(), setup.base().uncommittedBytes());
        store = setup.open(task);
    }

    /** After each test: the cache budget is charged for nothing, once the store is closed. */
    @AfterEach
    void closesWithoutDebt() {
        task.close();
        assertThat(task.budget().cache().usedBytes()).isZero();
        assertThat(store.isOpen()).isFalse();
    }

    private static List<String> keys(KeyValueIterator<String, Long> rows) {
        List<String> keys = new ArrayList<>();
        try (rows) {
            rows.forEachRemaining(row -> keys.add(row.key + "=" + row.value));
        }
        return keys;
    }

    @ParameterizedTest
    @MethodSource("setups")
    void givesWhatWasPutBeforeAndAfterCommit(StoreSetup.Contract setup) {
        open(setup);
        store.put("a", 1L);
        store.put("a", 2L);
        assertThat(store.get("a")).isEqualTo(2);
        task.commit();
        assertThat(store.get("a")).isEqualTo(2);
        assertThat(store.get("b")).isNull();
    }

    @ParameterizedTest
    @MethodSource("setups")
    void deletedKeyIsAbsentFromRangeBeforeAndAfterCommit(StoreSetup.Contract setup) {
        open(setup);
        store.putAll(List.of(KeyValue.pair("c", 3L), KeyValue.pair("a", 1L), KeyValue.pair("b", 2L)));
        task.commit();
        assertThat(store.delete("b")).isEqualTo(2);
        assertThat(keys(store.range("a", "z"))).containsExactly("a=1", "c=3");
        task.commit();
        assertThat(keys(store.range("a", "z"))).containsExactly("a=1", "c=3");
        assertThat(store.delete("b")).isNull();
    }

    @ParameterizedTest
    @MethodSource("setups")
    void mergesCommittedAndUncommittedInKeyOrder(StoreSetup.Contract setup) {
        open(setup);
        store.put("b", 1L);
        store.put("d", 1L);
        store.put("f", 1L);
        task.commit();
        store.put("a", 2L);
        store.put("d", 2L);
        store.put("g", 2L);
        assertThat(keys(store.all())).containsExactly("a=2", "b=1", "d=2", "f=1", "g=2");
        assertThat(keys(store.reverseAll())).containsExactly("g=2", "f=1", "d=2", "b=1", "a=2");
        assertThat(keys(store.range("b", "f"))).containsExactly("b=1", "d=2", "f=1");
        assertThat(keys(store.reverseRange("b", "f"))).containsExactly("f=1", "d=2", "b=1");
        assertThat(keys(store.range(null, "b"))).containsExactly("a=2", "b=1");
        assertThat(keys(store.reverseRange("f", null))).containsExactly("g=2", "f=1");
    }

    @ParameterizedTest
    @MethodSource("setups")
    void laterRangesOfAnEpochSeeLaterWrites(StoreSetup.Contract setup) {
        open(setup);
        store.put("b", 1L);
        assertThat(keys(store.all())).containsExactly("b=1");
        store.put("a", 2L);
        store.put("b", 3L);
        assertThat(keys(store.all())).containsExactly("a=2", "b=3");
        store.delete("a");
        assertThat(keys(store.all())).containsExactly("b=3");
    }

    @ParameterizedTest
    @MethodSource("setups")
    void scansByPrefix(StoreSetup.Contract setup) {
        open(setup);
        for (String key : List.of("k", "ka", "kb", "l", "j")) {
            store.put(key, 1L);
        }
        task.commit();
        store.put("kc", 2L);
        assertThat(keys(store.prefixScan("k", Serdes.String().serializer())))
                .containsExactly("k=1", "ka=1", "kb=1", "kc=2");
    }

    @ParameterizedTest
    @MethodSource("setups")
    void rangeFromHighToLowIsEmpty(StoreSetup.Contract setup) {
        open(setup);
        store.put("a", 1L);
        assertThat(keys(store.range("b", "a"))).isEmpty();
        assertThat(keys(store.reverseRange("b", "a"))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("setups")
    void putIfAbsentKeepsWhatIsThere(StoreSetup.Contract setup) {
        open(setup);
        assertThat(store.putIfAbsent("a", 1L)).isNull();
        assertThat(store.putIfAbsent("a", 2L)).isEqualTo(1);
        assertThat(store.get("a")).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("setups")
    void iteratorSurvivesWritesAndCommits(StoreSetup.Contract setup) {
        open(setup);
        store.put("a", 1L);
        task.commit();
        store.put("b", 2L);
        store.put("c", 3L);
        List<String> seen = new ArrayList<>();
        try (KeyValueIterator<String, Long> rows = store.all()) {
            seen.add(rows.next().key);
            store.put("bb", 4L);
            task.commit();
            store.put("c", 5L);
            task.commit();
            rows.forEachRemaining(row -> seen.add(row.key));
        }
        assertThat(seen).contains("a", "b", "c").isSorted();
    }

    @ParameterizedTest
    @MethodSource("setups")
    void peeksWithoutMovingOn(StoreSetup.Contract setup) {
        open(setup);
        store.put("a", 1L);
        try (KeyValueIterator<String, Long> rows = store.all()) {
            assertThat(rows.peekNextKey()).isEqualTo("a");
            assertThat(rows.next()).isEqualTo(KeyValue.pair("a", 1L));
            assertThatThrownBy(rows::peekNextKey).isInstanceOf(NoSuchElementException.class);
            assertThatThrownBy(rows::next).isInstanceOf(NoSuchElementException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("setups")
    void refusesNullKeys(StoreSetup.Contract setup) {
        open(setup);
        assertThatNullPointerException().isThrownBy(() -> store.get(null));
        assertThatNullPointerException().isThrownBy(() -> store.put(null, 1L));
        assertThatNullPointerException().isThrownBy(() -> store.putIfAbsent(null, 1L));
        assertThatNullPointerException().isThrownBy(() -> store.delete(null));
        assertThatNullPointerException().isThrownBy(() -> store.putAll(List.of(KeyValue.pair(null, 1L))));
    }

    @ParameterizedTest
    @MethodSource("setups")
    void closedStoreSaysSo(StoreSetup.Contract setup) {
        open(setup);
        store.put("a", 1L);
        task.commit();
        KeyValueIterator<String, Long> rows = store.all();
        store.close();
        store.close();
        assertThatThrownBy(() -> store.get("a")).isInstanceOf(InvalidStateStoreException.class);
        assertThatThrownBy(() -> store.put("a", 2L)).isInstanceOf(InvalidStateStoreException.class);
        assertThatThrownBy(store::all).isInstanceOf(InvalidStateStoreException.class);
        assertThatThrownBy(store::approximateNumEntries).isInstanceOf(InvalidStateStoreException.class);
        rows.close();
        assertThatThrownBy(rows::hasNext).isInstanceOf(InvalidStateStoreException.class);
    }

    @ParameterizedTest
    @MethodSource("setups")
    void countsEntries(StoreSetup.Contract setup) {
        open(setup);
        store.put("a", 1L);
        store.put("b", 1L);
        task.commit();
        assertThat(store.approximateNumEntries()).isEqualTo(2);
        if (!setup.base().persistent() && setup.base().cacheBytes() == 0) {
            store.put("b", 2L);
            store.put("c", 2L);
            store.delete("a");
            assertThat(store.approximateNumEntries()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @MethodSource("setups")
    void restoresFromChangelogWhenLocalStateIsLost(StoreSetup.Contract setup) {
        open(setup);
        store.put("a", 1L);
        store.put("b", 2L);
        store.delete("a");
        task.commit();
        FakeTask next = new FakeTask(
                stateDir.resolve("elsewhere"),
                setup.base().cacheBytes(),
                setup.base().uncommittedBytes(),
                task);
        try (next) {
            KeyValueStore<String, Long> restored = setup.open(next);
            next.restore(restored);
            assertThat(keys(restored.all())).isEqualTo(setup.logged() ? List.of("b=2") : List.of());
            assertThat(restored.get("a")).isNull();
        }
    }

    @ParameterizedTest
    @MethodSource("setups")
    void logsTheLastValueOfEachKeyAtTheLatestWithTheCommit(StoreSetup.Contract setup) {
        open(setup);
        task.at(5);
        store.put("a", 1L);
        task.at(7);
        store.put("a", 2L);
        task.commit();
        if (!setup.logged()) {
            assertThat(task.log()).isEmpty();
            return;
        }
        var last = task.log().get(task.log().size() - 1);
        assertThat(last.key()).isEqualTo("a".getBytes());
        assertThat(last.value()).isEqualTo(new byte[] {0, 0, 0, 0, 0, 0, 0, 2});
        assertThat(last.timestamp()).isEqualTo(7);
    }
}
