package dev.millrace.streams;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.millrace.streams.processor.api.ContextualProcessor;
import dev.millrace.streams.processor.api.Record;
import dev.millrace.streams.query.KeyQuery;
import dev.millrace.streams.query.Position;
import dev.millrace.streams.query.PositionBound;
import dev.millrace.streams.query.QueryConfig;
import dev.millrace.streams.query.VersionedKeyQuery;
import dev.millrace.streams.state.KeyValueIterator;
import dev.millrace.streams.state.KeyValueStore;
import dev.millrace.streams.state.Stores;
import dev.millrace.streams.state.ValueTimestampHeaders;
import dev.millrace.streams.state.VersionedKeyValueStore;
import dev.millrace.streams.state.VersionedRecord;

import static org.assertj.core.api.Assertions.assertThat;

/** Queries to the stores of a program in the test driver: what they answer, and where they are in two input topics. */
class StoreQueriesTest {
    private static final String LATEST = "latest";
    private static final String VERSIONS = "versions";
    private static final String HEADED = "headed";

    private TopologyTestDriver driver;
    private TestInputTopic<String, String> first;
    private TestInputTopic<String, String> second;

    /** Puts each record into every store, unless its value is "skip". */
    private static final class Putting extends ContextualProcessor<String, String, Void, Void> {
        @Override
        public void process(Record<String, String> record) {
            if (!"skip".equals(record.value())) {
                context().<KeyValueStore<String, String>>getStateStore(LATEST).put(record.key(), record.value());
                context()
                        .<VersionedKeyValueStore<String, String>>getStateStore(VERSIONS)
                        .put(record.key(), record.value(), record.timestamp());
                context()
                        .<KeyValueStore<String, ValueTimestampHeaders<String>>>getStateStore(HEADED)
                        .put(
                                record.key(),
                                ValueTimestampHeaders.make(
                                        record.value(), record.timestamp(), new RecordHeaders().add("h", new byte[] {1
                                                })));
            }
        }
    }

    @BeforeEach
    void start() {
        Topology topology = new Topology()
                .addSource("source", new StringDeserializer(), new StringDeserializer(), "one", "two")
                .addProcessor("put", Putting::new, "source")
                .addStateStore(
                        Stores.keyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore(LATEST), Serdes.String(), Serdes.String()),
                        "put")
                .addStateStore(
                        Stores.versionedKeyValueStoreBuilder(
                                Stores.persistentVersionedKeyValueStore(VERSIONS, Duration.ofMinutes(1)),
                                Serdes.String(),
                                Serdes.String()),
                        "put")
                .addStateStore(
                        Stores.timestampedKeyValueStoreWithHeadersBuilder(
                                        Stores.inMemoryKeyValueStore(HEADED), Serdes.String(), Serdes.String())
                                .withLoggingDisabled(),
                        "put");
        Properties settings = Utils.mkProperties(Map.of(
                StreamsConfig.APPLICATION_ID_CONFIG, "queries", StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1"));
        driver = new TopologyTestDriver(topology, settings);
        first = driver.createInputTopic("one", new StringSerializer(), new StringSerializer());
        second = driver.createInputTopic("two", new StringSerializer(), new StringSerializer());
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void positionsCountBothInputsByTheRecordsThatChangedTheStore() {
        first.pipeInput("k", "a", 10);
        first.pipeInput("k", "b", 20);
        second.pipeInput("j", "c", 30);
        first.pipeInput("k", "skip", 40);
        Position expected = Position.emptyPosition().withComponent("one", 0, 1).withComponent("two", 0, 0);
        assertThat(driver.getAllStateStores().get(LATEST).getPosition()).isEqualTo(expected);
        assertThat(driver.getAllStateStores().get(VERSIONS).getPosition()).isEqualTo(expected);
    }

    @Test
    void storesAnswer() {
        first.pipeInput("k", "a", 10);
        second.pipeInput("k", "b", 20);
        QueryConfig plain = new QueryConfig(false);
        assertThat(driver.getKeyValueStore(LATEST)
                        .query(KeyQuery.<String, String>withKey("k"), PositionBound.unbounded(), plain)
                        .getResult())
                .isEqualTo("b");
        VersionedKeyValueStore<String, String> versions = driver.getVersionedKeyValueStore(VERSIONS);
        assertThat(versions.query(VersionedKeyQuery.<String, String>withKey("k"), PositionBound.unbounded(), plain)
                        .getResult())
                .isEqualTo(new VersionedRecord<>("b", 20));
        assertThat(versions.get("k", 15)).isEqualTo(new VersionedRecord<>("a", 10));
        assertThat(driver.<String, String>getVersionedKeyValueStore(LATEST)).isNull();
    }

    @Test
    void changelogOfAVersionedStoreHasEachVersionWithItsTime() {
        first.pipeInput("k", "b", 20);
        first.pipeInput("k", "a", 10);
        assertThat(driver.createOutputTopic(
                                "queries-versions-changelog", new StringDeserializer(), new StringDeserializer())
                        .readRecordsToList())
                .extracting(record -> record.value() + "@" + record.timestamp())
                .isEqualTo(List.of("b@20", "a@10"));
    }

    @Test
    void valuesWithHeadersAreSeenWholeAndAlone() {
        first.pipeInput("k", "a", 10);
        KeyValueStore<String, ValueTimestampHeaders<String>> whole =
                driver.getTimestampedKeyValueStoreWithHeaders(HEADED);
        KeyValueStore<String, String> alone = driver.getKeyValueStore(HEADED);
        Headers headers = new RecordHeaders().add("h", new byte[] {1});
        assertThat(whole.get("k")).isEqualTo(ValueTimestampHeaders.make("a", 10, headers));
        assertThat(alone.get("k")).isEqualTo("a");
        alone.put("j", "b");
        assertThat(whole.get("j")).isEqualTo(ValueTimestampHeaders.make("b", -1, null));
        assertThat(alone.getPosition()).isEqualTo(whole.getPosition());
        try (KeyValueIterator<String, String> rows = alone.all()) {
            assertThat(rows.next().value).isEqualTo("b");
            assertThat(rows.next().value).isEqualTo("a");
        }
        assertThat(alone.delete("k")).isEqualTo("a");
        assertThat(driver.<String, String>getTimestampedKeyValueStoreWithHeaders(LATEST))
                .isNull();
    }
}
