package dev.millrace.streams.state;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.millrace.streams.errors.StreamsException;
import dev.millrace.streams.query.KeyQuery;
import dev.millrace.streams.query.PositionBound;
import dev.millrace.streams.query.QueryConfig;
import dev.millrace.streams.query.TimestampedKeyQuery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Key-value stores whose values carry headers: what they keep, log, restore, and write. */
class HeadedStoreTest {
    @TempDir
    Path stateDir;

    private FakeTask task;
    private TimestampedKeyValueStoreWithHeaders<String, String> store;

    enum Kind {
        ON_DISK,
        CACHED,
        IN_HEAP,
        WRAPPED;

        StoreBuilder<TimestampedKeyValueStoreWithHeaders<String, String>> builder(Serde<String> values) {
            KeyValueBytesStoreSupplier supplier = this == IN_HEAP || this == WRAPPED
                    ? Stores.inMemoryKeyValueStore(FakeTask.STORE)
                    : Stores.persistentTimestampedKeyValueStoreWithHeaders(FakeTask.STORE);
            var builder = Stores.timestampedKeyValueStoreWithHeadersBuilder(
                    this == WRAPPED ? new WrappingSupplier(supplier) : supplier, Serdes.String(), values);
            return this == CACHED ? builder.withCachingEnabled() : builder;
        }
    }

    private void open(StoreBuilder<TimestampedKeyValueStoreWithHeaders<String, String>> builder) {
        task = new FakeTask(stateDir, 1 << 20, 1 << 20);
        store = task.open(builder.build());
    }

    @AfterEach
    void close() {
        task.close();
    }

    private static Headers headers(String key, String value) {
        return new RecordHeaders().add(key, value.getBytes(StandardCharsets.UTF_8));
    }

    private static ValueTimestampHeaders<String> value(String value, long timestamp, Headers headers) {
        return ValueTimestampHeaders.make(value, timestamp, headers);
    }

    @ParameterizedTest
    @EnumSource
    void keepsHeadersWithEachValue(Kind kind) {
        open(kind.builder(Serdes.String()));
        store.put("a", value("1", 10, headers("h", "x")));
        store.put("b", value("2", 20, null));
        assertThat(store.get("a")).isEqualTo(value("1", 10, headers("h", "x")));
        task.commit();
        assertThat(store.get("a")).isEqualTo(value("1", 10, headers("h", "x")));
        store.put("a", value("3", 30, headers("h", "y")));
        List<ValueTimestampHeaders<String>> rows = new ArrayList<>();
        try (KeyValueIterator<String, ValueTimestampHeaders<String>> all = store.all()) {
            all.forEachRemaining(row -> rows.add(row.value));
        }
        assertThat(rows).containsExactly(value("3", 30, headers("h", "y")), value("2", 20, new RecordHeaders()));
        assertThat(store.delete("a")).isEqualTo(value("3", 30, headers("h", "y")));
        assertThat(store.get("a")).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void changingHeadersOutsideChangesNothingInside(Kind kind) {
        open(kind.builder(Serdes.String()));
        Headers given = headers("h", "x");
        store.put("a", value("1", 10, given));
        given.add("later", null);
        store.get("a").headers().add("later", null);
        assertThat(store.get("a").headers()).isEqualTo(headers("h", "x"));
    }

    @ParameterizedTest
    @EnumSource
    void logsHeadersAndTimeInTheRecord(Kind kind) {
        open(kind.builder(Serdes.String()));
        store.put("a", value("1", 10, headers("h", "x")));
        task.commit();
        store.delete("a");
        task.commit();
        assertThat(task.log()).hasSize(2);
        assertThat(task.log().get(0).value()).isEqualTo("1".getBytes(StandardCharsets.UTF_8));
        assertThat(task.log().get(0).timestamp()).isEqualTo(10);
        assertThat(task.log().get(0).headers()).isEqualTo(headers("h", "x"));
        assertThat(task.log().get(1).value()).isNull();
        assertThat(task.log().get(1).headers()).isEqualTo(new RecordHeaders());
    }

    @ParameterizedTest
    @EnumSource
    void restoresHeadersFromTheChangelog(Kind kind) {
        open(kind.builder(Serdes.String()));
        store.put("a", value("1", 10, headers("h", "x")));
        store.put("b", value("2", 20, new RecordHeaders()));
        task.commit();
        try (FakeTask next = new FakeTask(stateDir.resolve("elsewhere"), 0, 1 << 20, task)) {
            var restored = next.open(kind.builder(Serdes.String()).build());
            next.restore(restored);
            assertThat(restored.get("a")).isEqualTo(value("1", 10, headers("h", "x")));
            assertThat(restored.get("b")).isEqualTo(value("2", 20, new RecordHeaders()));
        }
    }

    @Test
    void answersQueriesWithoutHeaders() {
        open(Kind.ON_DISK.builder(Serdes.String()));
        store.put("a", value("1", 10, headers("h", "x")));
        QueryConfig plain = new QueryConfig(false);
        assertThat(store.query(KeyQuery.<String, String>withKey("a"), PositionBound.unbounded(), plain)
                        .getResult())
                .isEqualTo("1");
        assertThat(store.query(TimestampedKeyQuery.<String, String>withKey("a"), PositionBound.unbounded(), plain)
                        .getResult())
                .isEqualTo(ValueAndTimestamp.make("1", 10));
    }

    @Test
    void persistentStoreForLessKeepsLess() {
        open(Stores.timestampedKeyValueStoreWithHeadersBuilder(
                Stores.persistentTimestampedKeyValueStore(FakeTask.STORE), Serdes.String(), Serdes.String()));
        store.put("a", value("1", 10, headers("h", "x")));
        task.commit();
        assertThat(store.get("a")).isEqualTo(value("1", 10, new RecordHeaders()));
        assertThat(task.log().get(0).headers()).isEqualTo(headers("h", "x"));
        task.close();
        stateDir = stateDir.resolve("plain");
        open(Stores.timestampedKeyValueStoreWithHeadersBuilder(
                Stores.persistentKeyValueStore(FakeTask.STORE), Serdes.String(), Serdes.String()));
        store.put("a", value("1", 10, headers("h", "x")));
        task.commit();
        assertThat(store.get("a")).isEqualTo(value("1", -1, new RecordHeaders()));
        assertThat(task.log().get(0).timestamp()).isEqualTo(10);
    }

    /** A serializer that leaves a note in the headers, as those of schema registries do. */
    private static final class Noting implements Serializer<String> {
        @Override
        public byte[] serialize(String topic, String text) {
            throw new AssertionError("asked without headers");
        }

        @Override
        public byte[] serialize(String topic, Headers headers, String text) {
            headers.add("schema", new byte[] {7});
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    @Test
    void whatTheSerializerAddsToTheHeadersIsKept() {
        Serde<String> noting = Serdes.serdeFrom(new Noting(), Serdes.String().deserializer());
        open(Kind.ON_DISK.builder(noting));
        Headers given = headers("h", "x");
        store.put("a", value("1", 10, given));
        Headers expected = headers("h", "x").add("schema", new byte[] {7});
        assertThat(store.get("a").headers()).isEqualTo(expected);
        assertThat(task.log().get(0).headers()).isEqualTo(expected);
        assertThat(given).as("the caller's, as in Kafka Streams").isEqualTo(expected);
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"})
    void refusesValuesOfAnotherType() {
        open(Kind.ON_DISK.builder(Serdes.String()));
        assertThatThrownBy(() -> ((KeyValueStore) store).put("a", ValueTimestampHeaders.make(5L, 1, null)))
                .isInstanceOf(StreamsException.class)
                .hasMessageContaining("StringSerializer");
    }

    @Test
    void writesTheBytesOfKafkaStreams() throws Exception {
        open(Kind.ON_DISK.builder(Serdes.String()));
        Headers headers = new RecordHeaders()
                .add("a", new byte[] {1, 2})
                .add("n", null)
                .add("", new byte[0])
                .add("\u00e9", new byte[] {9});
        store.put("k", value("v", 0x101, headers));
        store.put("e", value("", 0x12c, new RecordHeaders()));
        task.commit();
        task.close();
        assertThat(StoredBytesTest.rows(stateDir, FakeTask.STORE))
                .containsExactly(
                        Map.entry("65", "00" + "000000000000012c"),
                        Map.entry(
                                "6b",
                                "20" + "08" + "0261" + "040102" + "026e" + "01" + "00" + "00" + "04c3a9" + "0209"
                                        + "0000000000000101" + "76"));
    }

    @Test
    void convertsFromFormatsWithoutHeaders() {
        HexFormat hex = HexFormat.of();
        byte[] stamped = hex.parseHex("000000000000000941");
        assertThat(HeadersBytesStore.convertToHeaderFormat(stamped)).isEqualTo(hex.parseHex("00000000000000000941"));
        assertThat(HeadersBytesStore.convertFromPlainToHeaderFormat(new byte[] {0x41}))
                .isEqualTo(hex.parseHex("00ffffffffffffffff41"));
        assertThat(HeadersBytesStore.convertToHeaderFormat(null)).isNull();
        assertThat(HeadersBytesStore.convertFromPlainToHeaderFormat(null)).isNull();
        KeyValueBytesStoreSupplier supplier = Stores.persistentTimestampedKeyValueStoreWithHeaders("s");
        assertThat(supplier).isInstanceOf(HeadersBytesStoreSupplier.class);
        KeyValueStore<Bytes, byte[]> bytes = supplier.get();
        assertThat(bytes).isInstanceOf(HeadersBytesStore.class);
        task = new FakeTask(stateDir, 0, 1);
    }
}
