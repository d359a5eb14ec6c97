package dev.millrace.streams.state;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.millrace.streams.errors.StreamsException;
import dev.millrace.streams.query.FailureReason;
import dev.millrace.streams.query.KeyQuery;
import dev.millrace.streams.query.Position;
import dev.millrace.streams.query.PositionBound;
import dev.millrace.streams.query.Query;
import dev.millrace.streams.query.QueryConfig;
import dev.millrace.streams.query.QueryResult;
import dev.millrace.streams.query.RangeQuery;
import dev.millrace.streams.query.TimestampedKeyQuery;
import dev.millrace.streams.query.TimestampedRangeQuery;
import dev.millrace.streams.query.VersionedKeyQuery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What every key-value store answers to interactive queries, and the position it reports. */
class StoreQueryTest {
    private static final QueryConfig PLAIN = new QueryConfig(false);

    @TempDir
    Path stateDir;

    private FakeTask task;
    private TimestampedKeyValueStore<String, Long> store;

    static List<StoreSetup> setups() {
        return StoreSetup.all().stream()
                .filter(setup -> !setup.bytes().equals("supplied"))
                .toList();
    }

    private void open(StoreSetup setup) {
        task = new FakeTask(stateDir, setup.cacheBytes(), setup.uncommittedBytes());
        store = task.open(builder(setup).build());
    }

    private static StoreBuilder<TimestampedKeyValueStore<String, Long>> builder(StoreSetup setup) {
        return setup.caching(Stores.timestampedKeyValueStoreBuilder(
                setup.persistent() ? Stores.persistentTimestampedKeyValueStore(FakeTask.STORE) : setup.supplier(),
                setup.keySerde(),
                setup.valueSerde()));
    }

    @AfterEach
    void close() {
        task.close();
    }

    private void put(String key, Long value, long offset) {
        task.at(offset * 10, offset);
        store.put(key, ValueAndTimestamp.make(value, offset * 10));
    }

    private <R> QueryResult<R> ask(Query<R> query) {
        return store.query(query, PositionBound.unbounded(), PLAIN);
    }

    private static Position at(long offset) {
        return Position.emptyPosition().withComponent("input", 0, offset);
    }

    private static <V> List<String> rows(QueryResult<KeyValueIterator<String, V>> result) {
        List<String> rows = new ArrayList<>();
        try (KeyValueIterator<String, V> all = result.getResult()) {
            assertThat(all.hasNext()).isEqualTo(all.hasNext());
            all.forEachRemaining(row -> rows.add(row.key + "=" + row.value));
        }
        return rows;
    }

    @ParameterizedTest
    @MethodSource("setups")
    void looksUpTheLatestValueWithAndWithoutItsTime(StoreSetup setup) {
        open(setup);
        put("a", 1L, 4);
        task.commit();
        put("a", 2L, 5);
        assertThat(ask(KeyQuery.<String, Long>withKey("a")).getResult()).isEqualTo(2);
        assertThat(ask(TimestampedKeyQuery.<String, Long>withKey("a")).getResult())
                .isEqualTo(ValueAndTimestamp.make(2L, 50));
        assertThat(ask(KeyQuery.<String, Long>withKey("b")).getResult()).isNull();
        assertThat(ask(TimestampedKeyQuery.<String, Long>withKey("b")).getResult())
                .isNull();
    }

    @ParameterizedTest
    @MethodSource("setups")
    void leavesOutWhatTheCacheHoldsBackIfAsked(StoreSetup setup) {
        open(setup);
        put("a", 1L, 4);
        task.commit();
        put("a", 2L, 5);
        boolean heldBack = setup.cacheBytes() > 0;
        assertThat(ask(KeyQuery.<String, Long>withKey("a").skipCache()).getResult())
                .isEqualTo(heldBack ? 1 : 2);
        assertThat(ask(TimestampedKeyQuery.<String, Long>withKey("b").skipCache())
                        .getResult())
                .isNull();
        task.commit();
        assertThat(ask(KeyQuery.<String, Long>withKey("a").skipCache()).getResult())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("setups")
    void walksOverRangesInTheOrderAskedFor(StoreSetup setup) {
        open(setup);
        put("c", 3L, 1);
        put("a", 1L, 2);
        task.commit();
        put("b", 2L, 3);
        assertThat(rows(ask(RangeQuery.<String, Long>withNoBounds()))).containsExactly("a=1", "b=2", "c=3");
        assertThat(rows(ask(RangeQuery.<String, Long>withLowerBound("b")))).containsExactly("b=2", "c=3");
        assertThat(rows(ask(RangeQuery.<String, Long>withUpperBound("b").withDescendingKeys())))
                .containsExactly("b=2", "a=1");
        assertThat(rows(ask(TimestampedRangeQuery.<String, Long>withRange("b", "c")
                        .withDescendingKeys()
                        .withAscendingKeys())))
                .containsExactly("b=<2,30>", "c=<3,10>");
        assertThat(rows(ask(RangeQuery.<String, Long>withRange("c", "a")))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("setups")
    void positionIsThatOfTheLastRecordThatChangedTheStore(StoreSetup setup) {
        open(setup);
        assertThat(store.getPosition()).isEqualTo(Position.emptyPosition());
        put("a", 1L, 4);
        assertThat(store.getPosition()).isEqualTo(at(4));
        task.at(60, 6);
        store.get("a");
        store.putIfAbsent("a", ValueAndTimestamp.make(5L, 5));
        assertThat(store.getPosition()).isEqualTo(at(4));
        store.delete("a");
        assertThat(store.getPosition()).isEqualTo(at(6));
        task.at(10, 1);
        store.put("b", ValueAndTimestamp.make(5L, 5));
        task.at(70);
        store.put("b", null);
        assertThat(store.getPosition()).isEqualTo(at(6));
        assertThat(ask(KeyQuery.<String, Long>withKey("a")).getPosition()).isEqualTo(at(6));
    }

    @ParameterizedTest
    @MethodSource("setups")
    void answersOnlyWhenUpToTheBoundInItsPartition(StoreSetup setup) {
        open(setup);
        put("a", 1L, 4);
        KeyQuery<String, Long> query = KeyQuery.withKey("a");
        assertThat(store.query(query, PositionBound.at(at(4)), PLAIN).getResult())
                .isEqualTo(1);
        assertThat(store.query(query, PositionBound.at(Position.emptyPosition().withComponent("input", 1, 99)), PLAIN)
                        .getResult())
                .isEqualTo(1);
        QueryResult<Long> behind = store.query(query, PositionBound.at(at(5)), PLAIN);
        assertThat(behind.getFailureReason()).isEqualTo(FailureReason.NOT_UP_TO_BOUND);
        assertThat(behind.getFailureMessage()).contains("input={0=4}").contains("input={0=5}");
        assertThat(behind.getPosition()).isEqualTo(at(4));
        QueryResult<Long> unread =
                store.query(query, PositionBound.at(Position.emptyPosition().withComponent("other", 0, 0)), PLAIN);
        assertThat(unread.getFailureReason()).isEqualTo(FailureReason.NOT_UP_TO_BOUND);
    }

    @ParameterizedTest
    @MethodSource("setups")
    void saysWhichQueriesItDoesNotKnow(StoreSetup setup) {
        open(setup);
        QueryResult<?> result = ask(VersionedKeyQuery.<String, Long>withKey("a"));
        assertThat(result.getFailureReason()).isEqualTo(FailureReason.UNKNOWN_QUERY_TYPE);
        assertThat(result.getFailureMessage()).contains("VersionedKeyQuery").contains(FakeTask.STORE);
        assertThat(result.getExecutionInfo()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("setups")
    void notesWhoAnsweredIfAsked(StoreSetup setup) {
        open(setup);
        QueryResult<Long> result = store.query(KeyQuery.withKey("a"), PositionBound.unbounded(), new QueryConfig(true));
        assertThat(result.getExecutionInfo()).hasSize(1).first().asString().contains(FakeTask.STORE);
    }

    @ParameterizedTest
    @MethodSource("setups")
    @SuppressWarnings({"unchecked", "rawtypes"})
    void refusesKeysOfAnotherType(StoreSetup setup) {
        open(setup);
        if (setup.objects()) {
            assertThatThrownBy(() -> ask((Query) KeyQuery.withKey(5L))).isInstanceOf(StreamsException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("setups")
    void closedStoreFailsTheQuery(StoreSetup setup) {
        open(setup);
        store.close();
        assertThat(ask(KeyQuery.<String, Long>withKey("a")).getFailureReason())
                .isEqualTo(FailureReason.STORE_EXCEPTION);
    }

    @ParameterizedTest
    @MethodSource("setups")
    void committedPositionOutlivesTheProcessWithTheEntries(StoreSetup setup) {
        open(setup);
        put("a", 1L, 4);
        task.commit();
        put("a", 2L, 5);
        task.close();
        FakeTask before = task;
        task = new FakeTask(stateDir, setup.cacheBytes(), setup.uncommittedBytes(), before);
        store = task.open(builder(setup).build());
        assertThat(store.getPosition()).isEqualTo(setup.persistent() ? at(4) : Position.emptyPosition());
        put("a", 3L, 3);
        assertThat(store.getPosition()).isEqualTo(setup.persistent() ? at(4) : at(3));
    }

    @ParameterizedTest
    @MethodSource("setups")
    void positionIsACopy(StoreSetup setup) {
        open(setup);
        put("a", 1L, 4);
        store.getPosition().withComponent("input", 0, 100);
        assertThat(store.getPosition().getPartitionPositions("input")).isEqualTo(Map.of(0, 4L));
    }
}
