package dev.millrace.streams.state;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.millrace.streams.kstream.Windowed;
import dev.millrace.streams.kstream.internals.SessionWindow;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.query.PositionBound;
import dev.millrace.streams.query.QueryConfig;
import dev.millrace.streams.query.WindowKeyQuery;
import dev.millrace.streams.query.WindowRangeQuery;
import dev.millrace.streams.state.internals.StateStoreProvider;

import static org.assertj.core.api.Assertions.assertThat;

/** Window and session stores whose values carry headers: bytes on disk, queries, and serializers that add headers. */
class HeadedTimedStoreTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SIZE = Duration.ofMillis(10);

    @TempDir
    Path stateDir;

    private FakeTask task;

    @BeforeEach
    void openTask() {
        task = new FakeTask(stateDir, 1 << 20, 1 << 20);
    }

    @AfterEach
    void closeTask() {
        task.close();
    }

    private static Headers headers() {
        return new RecordHeaders().add("hh", new byte[] {1});
    }

    private static WindowBytesStoreSupplier windows(boolean onDisk) {
        return onDisk
                ? Stores.persistentTimestampedWindowStoreWithHeaders(FakeTask.STORE, LONG, SIZE, false)
                : Stores.inMemoryWindowStore(FakeTask.STORE, LONG, SIZE, false);
    }

    private static SessionBytesStoreSupplier sessions(boolean onDisk) {
        return onDisk
                ? Stores.persistentSessionStoreWithHeaders(FakeTask.STORE, LONG)
                : Stores.inMemorySessionStore(FakeTask.STORE, LONG);
    }

    private TimestampedWindowStoreWithHeaders<String, String> openWindows(boolean onDisk, Serde<String> serde) {
        return task.open(Stores.timestampedWindowStoreWithHeadersBuilder(windows(onDisk), serde, serde)
                .build());
    }

    private SessionStoreWithHeaders<String, String> openSessions(boolean onDisk, Serde<String> serde) {
        return task.open(Stores.sessionStoreWithHeadersBuilder(sessions(onDisk), serde, serde)
                .build());
    }

    private static Windowed<String> session(String key) {
        return new Windowed<>(key, new SessionWindow(1, 5));
    }

    @Test
    void diskHoldsHeadersAndTimeBeforeTheValueOfAWindow() throws Exception {
        openWindows(true, Serdes.String()).put("a", ValueTimestampHeaders.make("v", 7, headers()), 5);
        task.commit();
        task.close();
        assertThat(StoredBytesTest.rows(stateDir, FakeTask.STORE))
                .singleElement()
                .satisfies(row -> assertThat(row.getValue()).isEqualTo("0c020468680201" + "0000000000000007" + "76"));
    }

    @Test
    void diskHoldsHeadersBeforeTheAggregateOfASession() throws Exception {
        openSessions(true, Serdes.String()).put(session("a"), AggregationWithHeaders.make("v", headers()));
        task.commit();
        task.close();
        assertThat(StoredBytesTest.rows(stateDir, FakeTask.STORE))
                .singleElement()
                .satisfies(row -> assertThat(row.getValue()).isEqualTo("0c020468680201" + "76"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void queriesShowValuesWithoutHeaders(boolean onDisk) {
        TimestampedWindowStoreWithHeaders<String, String> store = openWindows(onDisk, Serdes.String());
        store.put("a", ValueTimestampHeaders.make("v", 7, headers()), 5);
        WindowKeyQuery<String, ValueAndTimestamp<String>> query =
                WindowKeyQuery.withKeyAndWindowStartRange("a", Instant.EPOCH, Instant.ofEpochMilli(9));
        try (WindowStoreIterator<ValueAndTimestamp<String>> rows = store.query(
                        query, PositionBound.unbounded(), new QueryConfig(false))
                .getResult()) {
            assertThat(rows.next().value).isEqualTo(ValueAndTimestamp.make("v", 7));
            assertThat(rows.hasNext()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void queriesShowAggregatesWithoutHeaders(boolean onDisk) {
        SessionStoreWithHeaders<String, String> store = openSessions(onDisk, Serdes.String());
        store.put(session("a"), AggregationWithHeaders.make("v", headers()));
        try (KeyValueIterator<Windowed<String>, String> rows = store.query(
                        WindowRangeQuery.<String, String>withKey("a"),
                        PositionBound.unbounded(),
                        new QueryConfig(false))
                .getResult()) {
            assertThat(rows.next().value).isEqualTo("v");
        }
    }

    @Test
    void aggregateThatIsNullRemovesTheSession() {
        SessionStoreWithHeaders<String, String> store = openSessions(true, Serdes.String());
        store.put(session("a"), AggregationWithHeaders.make("v", headers()));
        store.put(session("a"), AggregationWithHeaders.makeAllowNullable(null, headers()));
        assertThat(store.fetchSession("a", 1, 5)).isNull();
        assertThat(task.log().get(1).value()).isNull();
    }

    /** Only {@code store}, if it is of the kind asked for. */
    private static StateStoreProvider only(StateStore store) {
        return new StateStoreProvider() {
            @Override
            @SuppressWarnings("unchecked")
            public <T> List<T> stores(String storeName, QueryableStoreType<T> type) {
                assertThat(type.accepts(store)).isTrue();
                return List.of((T) store);
            }
        };
    }

    @Test
    void viewsShowWindowsWithAndWithoutHeadersAndTime() {
        TimestampedWindowStoreWithHeaders<String, String> store = openWindows(true, Serdes.String());
        ValueTimestampHeaders<String> value = ValueTimestampHeaders.make("v", 7, headers());
        store.put("a", value, 5);
        assertThat(QueryableStoreTypes.<String, String>timestampedWindowStoreWithHeaders()
                        .create(only(store), "store")
                        .fetch("a", 5))
                .isEqualTo(value);
        assertThat(QueryableStoreTypes.<String, String>timestampedWindowStore()
                        .create(only(store), "store")
                        .fetch("a", 5))
                .isEqualTo(ValueAndTimestamp.make("v", 7));
        ReadOnlyWindowStore<String, String> plain =
                QueryableStoreTypes.<String, String>windowStore().create(only(store), "store");
        assertThat(plain.fetch("a", 5)).isEqualTo("v");
        try (KeyValueIterator<Windowed<String>, String> rows = plain.all()) {
            assertThat(rows.next().value).isEqualTo("v");
        }
        try (WindowStoreIterator<String> rows = plain.fetch("a", Instant.EPOCH, Instant.ofEpochMilli(9))) {
            assertThat(rows.peekNextKey()).isEqualTo(5);
            assertThat(rows.next().value).isEqualTo("v");
        }
    }

    @Test
    void viewsShowSessionsWithAndWithoutHeaders() {
        SessionStoreWithHeaders<String, String> store = openSessions(true, Serdes.String());
        AggregationWithHeaders<String> aggregate = AggregationWithHeaders.make("v", headers());
        store.put(session("a"), aggregate);
        assertThat(QueryableStoreTypes.<String, String>sessionStoreWithHeaders()
                        .create(only(store), "store")
                        .fetchSession("a", 1, 5))
                .isEqualTo(aggregate);
        ReadOnlySessionStore<String, String> plain =
                QueryableStoreTypes.<String, String>sessionStore().create(only(store), "store");
        assertThat(plain.fetchSession("a", 1, 5)).isEqualTo("v");
        try (KeyValueIterator<Windowed<String>, String> rows = plain.findSessions("a", 0, 9)) {
            assertThat(rows.next().value).isEqualTo("v");
        }
    }

    /** A serde that notes in the headers that it was at work. */
    private static Serde<String> noting(String mark) {
        Serializer<String> writing = new Serializer<>() {
            @Override
            public byte[] serialize(String topic, String data) {
                return data.getBytes();
            }

            @Override
            public byte[] serialize(String topic, Headers headers, String data) {
                headers.add(mark, null);
                return serialize(topic, data);
            }
        };
        Deserializer<String> reading = (topic, data) -> new String(data);
        return Serdes.serdeFrom(writing, reading);
    }

    private static List<String> keys(Headers headers) {
        List<String> keys = new ArrayList<>();
        for (Header header : headers) {
            keys.add(header.key());
        }
        return keys;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void headersThatSerializersAddAreStoredAndLoggedWithTheValue(boolean onDisk) {
        TimestampedWindowStoreWithHeaders<String, String> store = task.open(
                Stores.timestampedWindowStoreWithHeadersBuilder(windows(onDisk), noting("key"), noting("value"))
                        .build());
        Headers given = headers();
        store.put("a", ValueTimestampHeaders.make("v", 7, given), 5);
        store.put("a", null, 5);
        assertThat(keys(task.log().get(0).headers())).containsExactly("hh", "key", "value");
        assertThat(keys(task.log().get(1).headers())).containsExactly("key");
        assertThat(keys(given)).containsExactly("hh", "key", "value");
        store.put("a", ValueTimestampHeaders.make("v", 7, headers()), 5);
        task.commit();
        assertThat(keys(store.fetch("a", 5).headers())).containsExactly("hh", "key", "value");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void headersOfSessionsGetThoseOfSerializersToo(boolean onDisk) {
        SessionStoreWithHeaders<String, String> store =
                task.open(Stores.sessionStoreWithHeadersBuilder(sessions(onDisk), noting("key"), Serdes.String())
                        .build());
        store.put(session("a"), AggregationWithHeaders.make("v", headers()));
        store.remove(session("a"));
        assertThat(keys(task.log().get(0).headers())).containsExactly("hh", "key");
        assertThat(keys(task.log().get(1).headers())).containsExactly("key");
    }
}
