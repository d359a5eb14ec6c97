package dev.millrace.examples.instances;

import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.LongSerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.millrace.streams.KafkaStreams;
import dev.millrace.streams.StoreQueryParameters;
import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.Topology;
import dev.millrace.streams.errors.InvalidStateStoreException;
import dev.millrace.streams.processor.StateRestoreListener;
import dev.millrace.streams.processor.api.ContextualProcessor;
import dev.millrace.streams.processor.api.Record;
import dev.millrace.streams.state.KeyValueIterator;
import dev.millrace.streams.state.KeyValueStore;
import dev.millrace.streams.state.QueryableStoreTypes;
import dev.millrace.streams.state.ReadOnlyKeyValueStore;
import dev.millrace.streams.state.Stores;

import static dev.millrace.examples.instances.Cluster.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A store that every instance holds whole, on a real broker. */
class GlobalStoresTest {
    private static final String NAMES = "names";

    @TempDir
    private Path directory;

    private final AtomicLong filled = new AtomicLong();
    private Cluster cluster;

    @BeforeEach
    void startBroker() throws Exception {
        cluster = new Cluster(directory.resolve("broker"));
        cluster.create(NAMES, 3);
        cluster.create("in", 2);
        cluster.create("out", 1);
    }

    @AfterEach
    void closeBroker() {
        cluster.close();
    }

    @Test
    void holdsTheWholeTopicBeforeAnythingIsProcessed() {
        cluster.write(NAMES, List.of("a", "bb", "ccc", "dddd"));
        cluster.write("in", List.of("ccc", "a", "nobody"));

        try (KafkaStreams streams = started()) {
            assertThat(names(streams).get("dddd")).isEqualTo("dddd");
            await("three answers", () -> cluster.lastValues("out").size() == 3);
        }

        assertThat(cluster.lastValues("out"))
                .containsEntry("ccc", 3L)
                .containsEntry("a", 1L)
                .containsEntry("nobody", -1L);
    }

    @Test
    void followsItsTopicAndGoesOnFromThereAfterARestart() {
        cluster.write(NAMES, List.of("a", "bb"));
        try (KafkaStreams streams = started()) {
            cluster.write(NAMES, List.of("ccc"));
            await("the new name", () -> names(streams).get("ccc") != null);
        }
        assertThat(filled).hasValue(2);
        cluster.write(NAMES, List.of("dddd"));

        try (KafkaStreams streams = started()) {
            assertThat(names(streams).approximateNumEntries()).isEqualTo(4);
        }

        assertThat(filled).as("entries read once more").hasValue(3);
    }

    @Test
    void iteratorLeftOpenEndsWithTheInstance() {
        cluster.write(NAMES, List.of("a", "bb"));
        KeyValueIterator<String, String> left;
        try (KafkaStreams streams = started()) {
            left = names(streams).all();
            assertThat(left.next().key).isEqualTo("a");
        }

        assertThatThrownBy(left::next)
                .isInstanceOf(InvalidStateStoreException.class)
                .hasMessageContaining("with it this iterator");
    }

    private static ReadOnlyKeyValueStore<String, String> names(KafkaStreams streams) {
        return streams.store(StoreQueryParameters.fromNameAndType(NAMES, QueryableStoreTypes.keyValueStore()));
    }

    private KafkaStreams started() {
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "global");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, cluster.bootstrapServers());
        config.put(StreamsConfig.STATE_DIR_CONFIG, directory.resolve("state").toString());
        KafkaStreams streams = new KafkaStreams(topology(), config);
        streams.setGlobalStateRestoreListener(new Counter());
        streams.start();
        return streams;
    }

    private static Topology topology() {
        StringDeserializer text = new StringDeserializer();
        return new Topology()
                .addGlobalStore(
                        Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(NAMES), Serdes.String(), Serdes.String()),
                        "names-in",
                        text,
                        text,
                        NAMES,
                        "names-keep",
                        Keep::new)
                .addSource("in-source", text, text, "in")
                .addProcessor("measure", Measure::new, "in-source")
                .addSink("out-sink", "out", new StringSerializer(), new LongSerializer(), "measure");
    }

    /** Fills the store. */
    private static final class Keep extends ContextualProcessor<String, String, Void, Void> {
        @Override
        public void process(Record<String, String> record) {
            context().<KeyValueStore<String, String>>getStateStore(NAMES).put(record.key(), record.value());
        }
    }

    /** Answers with the length of a known name, -1 for an unknown one. */
    private static final class Measure extends ContextualProcessor<String, String, String, Long> {
        @Override
        public void process(Record<String, String> record) {
            KeyValueStore<String, String> names = context().getStateStore(NAMES);
            String name = names.get(record.key());
            context().forward(record.withValue(name == null ? -1L : name.length()));
        }
    }

    /** Counts what is read to fill the store. */
    private final class Counter implements StateRestoreListener {
        @Override
        public void onRestoreStart(TopicPartition partition, String storeName, long start, long end) {
            assertThat(storeName).isEqualTo(NAMES);
        }

        @Override
        public void onBatchRestored(TopicPartition partition, String storeName, long batchEnd, long count) {
            filled.addAndGet(count);
        }

        @Override
        public void onRestoreEnd(TopicPartition partition, String storeName, long total) {
            assertThat(total).isNotNegative();
        }
    }
}
