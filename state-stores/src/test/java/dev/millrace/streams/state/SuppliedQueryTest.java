package dev.millrace.streams.state;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Queries to stores that users supply: with kinds of their own, and without any. */
class SuppliedQueryTest {
    @TempDir
    Path stateDir;

    private FakeTask task;

    /** A kind of query that only the user's store knows. */
    private record CountQuery() implements Query<Long> {}

    /** A user's supplier: a store of ours that also counts. */
    private record CountingSupplier(KeyValueBytesStoreSupplier inner) implements KeyValueBytesStoreSupplier {
        @Override
        public String name() {
            return inner.name();
        }

        @Override
        public String metricsScope() {
            return "counting";
        }

        @Override
        @SuppressWarnings("unchecked")
        public KeyValueStore<Bytes, byte[]> get() {
            KeyValueStore<Bytes, byte[]> store = inner.get();
            return (KeyValueStore<Bytes, byte[]>) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {KeyValueStore.class}, (proxy, method, arguments) -> {
                        if (method.getName().equals("query") && arguments[0] instanceof CountQuery) {
                            return QueryResult.forResult(store.approximateNumEntries());
                        }
                        return method.invoke(store, arguments);
                    });
        }
    }

    @BeforeEach
    void openTask() {
        task = new FakeTask(stateDir, 0, 1 << 20);
    }

    @AfterEach
    void close() {
        task.close();
    }

    private TimestampedKeyValueStore<String, Long> open(KeyValueBytesStoreSupplier supplier) {
        TimestampedKeyValueStore<String, Long> store =
                task.open(Stores.timestampedKeyValueStoreBuilder(supplier, Serdes.String(), Serdes.Long())
                        .build());
        task.at(30, 3);
        store.put("a", ValueAndTimestamp.make(1L, 30));
        store.put("b", ValueAndTimestamp.make(2L, 31));
        return store;
    }

    private static <R> QueryResult<R> ask(TimestampedKeyValueStore<String, Long> store, Query<R> query) {
        return store.query(query, PositionBound.unbounded(), new QueryConfig(true));
    }

    @Test
    void passesOnKindsThatOnlyTheStoreKnows() {
        TimestampedKeyValueStore<String, Long> store =
                open(new CountingSupplier(Stores.inMemoryKeyValueStore(FakeTask.STORE)));
        assertThat(ask(store, new CountQuery()).getResult()).isEqualTo(2);
    }

    @Test
    void readsTheBytesThatTheStoreAnswers() {
        TimestampedKeyValueStore<String, Long> store =
                open(new CountingSupplier(Stores.inMemoryKeyValueStore(FakeTask.STORE)));
        QueryResult<Long> result =
                ask(store, KeyQuery.<String, Long>withKey("a").skipCache());
        assertThat(result.getResult()).isEqualTo(1);
        assertThat(result.getPosition())
                .isEqualTo(Position.emptyPosition().withComponent("input", 0, 3))
                .isEqualTo(store.getPosition());
        assertThat(result.getExecutionInfo()).hasSize(2);
        assertThat(ask(store, TimestampedKeyQuery.<String, Long>withKey("b")).getResult())
                .isEqualTo(ValueAndTimestamp.make(2L, 31));
        assertThat(ask(store, KeyQuery.<String, Long>withKey("c")).getResult()).isNull();
        assertThat(rows(ask(store, RangeQuery.<String, Long>withUpperBound("a"))))
                .containsExactly("a=1");
        assertThat(rows(ask(store, RangeQuery.<String, Long>withNoBounds().withDescendingKeys())))
                .containsExactly("b=2", "a=1");
        assertThat(rows(ask(
                        store,
                        TimestampedRangeQuery.<String, Long>withNoBounds().withAscendingKeys())))
                .containsExactly("a=<1,30>", "b=<2,31>");
    }

    private static <V> List<String> rows(QueryResult<KeyValueIterator<String, V>> result) {
        List<String> rows = new ArrayList<>();
        try (KeyValueIterator<String, V> all = result.getResult()) {
            while (all.hasNext()) {
                String next = all.peekNextKey();
                var row = all.next();
                assertThat(row.key).isEqualTo(next);
                rows.add(row.key + "=" + row.value);
            }
        }
        return rows;
    }

    @Test
    void storeThatKnowsNoQueriesSaysSo() {
        TimestampedKeyValueStore<String, Long> store =
                open(new WrappingSupplier(Stores.inMemoryKeyValueStore(FakeTask.STORE)));
        assertThat(ask(store, KeyQuery.<String, Long>withKey("a")).getFailureReason())
                .isEqualTo(FailureReason.UNKNOWN_QUERY_TYPE);
        assertThat(ask(store, new CountQuery()).getFailureReason()).isEqualTo(FailureReason.UNKNOWN_QUERY_TYPE);
        assertThatThrownBy(store::getPosition).isInstanceOf(UnsupportedOperationException.class);
    }
}
