package dev.millrace.streams.state;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.millrace.streams.errors.InvalidStateStoreException;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.state.internals.StateStoreProvider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** One view over the timestamped stores of two tasks. */
class QueryableStoreTypesTest {
    @TempDir
    Path stateDir;

    private final List<FakeTask> tasks = new ArrayList<>();
    private final List<TimestampedKeyValueStore<String, Long>> stores = new ArrayList<>();

    @BeforeEach
    void openTwoTasks() {
        for (String name : List.of("one", "two")) {
            FakeTask task = new FakeTask(stateDir.resolve(name), 0, 1 << 20);
            tasks.add(task);
            stores.add(task.open(Stores.timestampedKeyValueStoreBuilder(
                            Stores.persistentTimestampedKeyValueStore(FakeTask.STORE), Serdes.String(), Serdes.Long())
                    .build()));
        }
        stores.get(0).put("a", ValueAndTimestamp.make(1L, 10));
        stores.get(0).put("c", ValueAndTimestamp.make(3L, 30));
        stores.get(1).put("b", ValueAndTimestamp.make(2L, 20));
        tasks.forEach(FakeTask::commit);
    }

    @AfterEach
    void close() {
        tasks.forEach(FakeTask::close);
    }

    /** Finds the stores that are there now. */
    private final StateStoreProvider provider = new StateStoreProvider() {
        @Override
        @SuppressWarnings("unchecked")
        public <T> List<T> stores(String storeName, QueryableStoreType<T> type) {
            assertThat(stores).allMatch(type::accepts);
            return (List<T>) List.copyOf(stores);
        }
    };

    @Test
    void readsPlainValuesAcrossTasks() {
        ReadOnlyKeyValueStore<String, Long> view =
                QueryableStoreTypes.<String, Long>keyValueStore().create(provider, FakeTask.STORE);
        assertThat(view.get("b")).isEqualTo(2);
        assertThat(view.get("x")).isNull();
        assertThat(view.approximateNumEntries()).isEqualTo(3);
        List<String> rows = new ArrayList<>();
        try (KeyValueIterator<String, Long> all = view.all()) {
            assertThat(all.peekNextKey()).isEqualTo("a");
            all.forEachRemaining(row -> rows.add(row.key + row.value));
        }
        assertThat(rows).containsExactly("a1", "c3", "b2");
    }

    @Test
    void readsValuesWithTheirTime() {
        ReadOnlyKeyValueStore<String, ValueAndTimestamp<Long>> view =
                QueryableStoreTypes.<String, Long>timestampedKeyValueStore().create(provider, FakeTask.STORE);
        assertThat(view.get("c")).isEqualTo(ValueAndTimestamp.make(3L, 30));
        try (KeyValueIterator<String, ValueAndTimestamp<Long>> rows = view.range("b", null)) {
            assertThat(rows.next().key).isEqualTo("c");
            assertThat(rows.next().key).isEqualTo("b");
            assertThat(rows.hasNext()).isFalse();
        }
    }

    @Test
    void saysThatTheStoreMovedWhenItsTaskClosed() {
        ReadOnlyKeyValueStore<String, Long> view =
                QueryableStoreTypes.<String, Long>keyValueStore().create(provider, FakeTask.STORE);
        tasks.forEach(FakeTask::close);
        assertThatThrownBy(() -> view.get("a"))
                .isInstanceOf(InvalidStateStoreException.class)
                .hasMessageContaining("moved");
    }

    @Test
    void acceptsOnlyStoresOfItsKind() {
        StateStore plain = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore("plain"), Serdes.String(), Serdes.Long())
                .build();
        assertThat(QueryableStoreTypes.keyValueStore().accepts(plain)).isTrue();
        assertThat(QueryableStoreTypes.timestampedKeyValueStore().accepts(plain))
                .isFalse();
    }

    @Test
    void readsStoresWithHeadersInThreeWays() {
        FakeTask task = new FakeTask(stateDir.resolve("three"), 0, 1 << 20);
        tasks.add(task);
        TimestampedKeyValueStoreWithHeaders<String, Long> headed =
                task.open(Stores.timestampedKeyValueStoreWithHeadersBuilder(
                                Stores.persistentTimestampedKeyValueStoreWithHeaders("headed"),
                                Serdes.String(),
                                Serdes.Long())
                        .build());
        ValueTimestampHeaders<Long> value =
                ValueTimestampHeaders.make(1L, 10, new RecordHeaders().add("h", new byte[] {1}));
        headed.put("a", value);
        StateStoreProvider only = new StateStoreProvider() {
            @Override
            @SuppressWarnings("unchecked")
            public <T> List<T> stores(String storeName, QueryableStoreType<T> type) {
                assertThat(type.accepts(headed)).isTrue();
                return List.of((T) headed);
            }
        };
        assertThat(QueryableStoreTypes.<String, Long>keyValueStore()
                        .create(only, "headed")
                        .get("a"))
                .isEqualTo(1);
        assertThat(QueryableStoreTypes.<String, Long>timestampedKeyValueStore()
                        .create(only, "headed")
                        .get("a"))
                .isEqualTo(ValueAndTimestamp.make(1L, 10));
        ReadOnlyKeyValueStore<String, ValueTimestampHeaders<Long>> whole =
                QueryableStoreTypes.<String, Long>timestampedKeyValueStoreWithHeaders()
                        .create(only, "headed");
        assertThat(whole.get("a")).isEqualTo(value);
        assertThat(whole.get("b")).isNull();
        assertThat(QueryableStoreTypes.timestampedKeyValueStoreWithHeaders().accepts(stores.get(0)))
                .isFalse();
    }
}
