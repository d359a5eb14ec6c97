package dev.millrace.streams.state;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.millrace.streams.errors.InvalidStateStoreException;
import dev.millrace.streams.kstream.Windowed;
import dev.millrace.streams.kstream.internals.SessionWindow;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.state.internals.StateStoreProvider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** One view over the window or session stores of two tasks, read by a thread that owns none of them. */
class WindowViewsTest {
    private static final Instant BEGIN = Instant.EPOCH;
    private static final Instant END = Instant.ofEpochMilli(1_000);

    @TempDir
    Path stateDir;

    private final List<FakeTask> tasks = new ArrayList<>();
    private final List<StateStore> stores = new ArrayList<>();

    @AfterEach
    void close() {
        tasks.forEach(FakeTask::close);
    }

    private final StateStoreProvider provider = new StateStoreProvider() {
        @Override
        @SuppressWarnings("unchecked")
        public <T> List<T> stores(String storeName, QueryableStoreType<T> type) {
            assertThat(stores).allMatch(type::accepts);
            return (List<T>) List.copyOf(stores);
        }
    };

    private <T extends StateStore> T open(StoreBuilder<T> builder) {
        FakeTask task = new FakeTask(stateDir.resolve("task" + tasks.size()), 0, 1 << 20);
        tasks.add(task);
        T store = task.open(builder.build());
        stores.add(store);
        return store;
    }

    private void openWindows() {
        for (String key : List.of("a", "b")) {
            TimestampedWindowStore<String, Long> store = open(Stores.timestampedWindowStoreBuilder(
                    Stores.persistentTimestampedWindowStore(
                            FakeTask.STORE, Duration.ofMinutes(5), Duration.ofMillis(10), false),
                    Serdes.String(),
                    Serdes.Long()));
            store.put(key, ValueAndTimestamp.make(1L, 15), 10);
            tasks.get(tasks.size() - 1).commit();
            store.put(key, ValueAndTimestamp.make(2L, 25), 20);
        }
    }

    private static <K, V> List<String> rows(KeyValueIterator<K, V> rows) {
        List<String> texts = new ArrayList<>();
        try (rows) {
            rows.forEachRemaining(row -> texts.add(row.key + "=" + row.value));
        }
        return texts;
    }

    private static <T> T onAnotherThread(java.util.function.Supplier<T> reading) {
        List<T> answer = new ArrayList<>();
        Thread reader = new Thread(() -> answer.add(reading.get()), "reader");
        reader.start();
        try {
            reader.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return answer.get(0);
    }

    @Test
    void readsPlainWindowsAcrossTasks() {
        openWindows();
        ReadOnlyWindowStore<String, Long> view =
                QueryableStoreTypes.<String, Long>windowStore().create(provider, FakeTask.STORE);
        assertThat(onAnotherThread(() -> view.fetch("b", 20))).isEqualTo(2);
        assertThat(view.fetch("x", 20)).isNull();
        assertThat(onAnotherThread(() -> rows(view.fetch("b", BEGIN, END)))).containsExactly("10=1", "20=2");
        assertThat(rows(view.backwardFetch("b", BEGIN, END))).containsExactly("20=2", "10=1");
        assertThat(onAnotherThread(() -> rows(view.all())))
                .containsExactly("[a@10/20]=1", "[a@20/30]=2", "[b@10/20]=1", "[b@20/30]=2");
        assertThat(rows(view.backwardAll()))
                .containsExactly("[a@20/30]=2", "[a@10/20]=1", "[b@20/30]=2", "[b@10/20]=1");
        assertThat(rows(view.fetch("b", null, BEGIN, END))).containsExactly("[b@10/20]=1", "[b@20/30]=2");
        assertThat(rows(view.backwardFetch("b", null, BEGIN, END))).containsExactly("[b@20/30]=2", "[b@10/20]=1");
        assertThat(rows(view.fetchAll(Instant.ofEpochMilli(11), END))).containsExactly("[a@20/30]=2", "[b@20/30]=2");
        assertThat(rows(view.backwardFetchAll(BEGIN, Instant.ofEpochMilli(11))))
                .containsExactly("[a@10/20]=1", "[b@10/20]=1");
    }

    @Test
    void readsWindowsWithTheTimeOfTheirValues() {
        openWindows();
        ReadOnlyWindowStore<String, ValueAndTimestamp<Long>> view =
                QueryableStoreTypes.<String, Long>timestampedWindowStore().create(provider, FakeTask.STORE);
        assertThat(view.fetch("a", 10)).isEqualTo(ValueAndTimestamp.make(1L, 15));
        try (WindowStoreIterator<ValueAndTimestamp<Long>> windows = view.fetch("a", BEGIN, END)) {
            assertThat(windows.peekNextKey()).isEqualTo(10);
            assertThat(windows.next().value).isEqualTo(ValueAndTimestamp.make(1L, 15));
        }
    }

    @Test
    void readsSessionsAcrossTasks() {
        for (String key : List.of("a", "b")) {
            SessionStore<String, Long> store = open(Stores.sessionStoreBuilder(
                    Stores.inMemorySessionStore(FakeTask.STORE, Duration.ofMinutes(5)),
                    Serdes.String(),
                    Serdes.Long()));
            store.put(new Windowed<>(key, new SessionWindow(10, 20)), 1L);
            store.put(new Windowed<>(key, new SessionWindow(30, 40)), 2L);
        }
        ReadOnlySessionStore<String, Long> view =
                QueryableStoreTypes.<String, Long>sessionStore().create(provider, FakeTask.STORE);
        assertThat(view.fetchSession("b", 30, 40)).isEqualTo(2);
        assertThat(view.fetchSession("b", Instant.ofEpochMilli(10), Instant.ofEpochMilli(20)))
                .isEqualTo(1);
        assertThat(onAnotherThread(() -> rows(view.fetch("b")))).containsExactly("[b@10/20]=1", "[b@30/40]=2");
        assertThat(rows(view.backwardFetch("b"))).containsExactly("[b@30/40]=2", "[b@10/20]=1");
        assertThat(rows(view.findSessions("a", 21, 30))).containsExactly("[a@30/40]=2");
        assertThat(rows(view.findSessions("a", Instant.ofEpochMilli(21), END))).containsExactly("[a@30/40]=2");
        assertThat(rows(view.backwardFindSessions("a", 0, 30))).containsExactly("[a@30/40]=2", "[a@10/20]=1");
        assertThat(rows(view.backwardFindSessions("a", BEGIN, END))).hasSize(2);
        assertThat(rows(view.fetch("a", "b"))).hasSize(4);
        assertThat(rows(view.backwardFetch(null, "b"))).hasSize(4);
        assertThat(rows(view.findSessions("b", null, 0, 10))).containsExactly("[b@10/20]=1");
        assertThat(rows(view.findSessions("b", null, BEGIN, END))).hasSize(2);
        assertThat(rows(view.backwardFindSessions("b", null, 0, 30))).containsExactly("[b@30/40]=2", "[b@10/20]=1");
        assertThat(rows(view.backwardFindSessions("b", null, BEGIN, END))).hasSize(2);
    }

    @Test
    void saysThatTheStoreWasClosed() {
        openWindows();
        ReadOnlyWindowStore<String, Long> view =
                QueryableStoreTypes.<String, Long>windowStore().create(provider, FakeTask.STORE);
        tasks.forEach(FakeTask::close);
        assertThatThrownBy(() -> view.fetch("a", 10))
                .isInstanceOf(InvalidStateStoreException.class)
                .hasMessageContaining("closed meanwhile");
    }

    @Test
    void acceptsOnlyStoresOfItsKind() {
        StateStore windows = Stores.windowStoreBuilder(
                        Stores.inMemoryWindowStore("w", Duration.ofMinutes(1), Duration.ofMillis(10), false),
                        Serdes.String(),
                        Serdes.Long())
                .build();
        StateStore sessions = Stores.sessionStoreBuilder(
                        Stores.inMemorySessionStore("s", Duration.ofMinutes(1)), Serdes.String(), Serdes.Long())
                .build();
        assertThat(QueryableStoreTypes.windowStore().accepts(windows)).isTrue();
        assertThat(QueryableStoreTypes.windowStore().accepts(sessions)).isFalse();
        assertThat(QueryableStoreTypes.timestampedWindowStore().accepts(windows))
                .isFalse();
        assertThat(QueryableStoreTypes.sessionStore().accepts(sessions)).isTrue();
        assertThat(QueryableStoreTypes.sessionStore().accepts(windows)).isFalse();
    }
}
