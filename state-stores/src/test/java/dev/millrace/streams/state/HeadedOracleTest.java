package dev.millrace.streams.state;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Random;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random puts, deletions and reads of a store with headers, compared with the store of Kafka Streams, and the
 * changelogs of both, headers included. The seed is in the test's name and alone reproduces the run.
 */
class HeadedOracleTest {
    private static final int STEPS = 400;

    @TempDir
    Path directory;

    private Random random;
    private FakeTask task;
    private TimestampedKeyValueStoreWithHeaders<String, Long> ours;
    private org.apache.kafka.streams.state.TimestampedKeyValueStoreWithHeaders<String, Long> theirs;

    /** Does with both stores what the key says, so that theirs sees a record of its own while it is asked. */
    private final class Both implements Processor<String, String, Void, Void> {
        @Override
        public void init(ProcessorContext<Void, Void> context) {
            theirs = context.getStateStore(FakeTask.STORE);
        }

        @Override
        public void process(Record<String, String> record) {
            task.at(record.timestamp());
            step(record.key(), record.timestamp());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void agreesWithKafkaStreams(long seed) {
        random = new Random(seed);
        task = new FakeTask(directory.resolve("ours"), 0, 1 << 20);
        ours = task.open(Stores.timestampedKeyValueStoreWithHeadersBuilder(
                        Stores.persistentTimestampedKeyValueStoreWithHeaders(FakeTask.STORE),
                        Serdes.String(),
                        Serdes.Long())
                .build());
        try (TopologyTestDriver driver = driver()) {
            var input = driver.createInputTopic("in", new StringSerializer(), new StringSerializer());
            for (int step = 0; step < STEPS; step++) {
                input.pipeInput("k" + random.nextInt(5), "", step);
            }
            assertThat(ourLog()).isEqualTo(theirLog(driver));
        } finally {
            task.close();
        }
    }

    private TopologyTestDriver driver() {
        var topology = new org.apache.kafka.streams.Topology()
                .addSource("source", new StringDeserializer(), new StringDeserializer(), "in")
                .addProcessor("user", Both::new, "source")
                .addStateStore(
                        org.apache.kafka.streams.state.Stores.timestampedKeyValueStoreWithHeadersBuilder(
                                org.apache.kafka.streams.state.Stores.persistentTimestampedKeyValueStoreWithHeaders(
                                        FakeTask.STORE),
                                Serdes.String(),
                                Serdes.Long()),
                        "user");
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "app");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        config.put(StreamsConfig.STATE_DIR_CONFIG, directory.resolve("theirs").toString());
        return new TopologyTestDriver(topology, config);
    }

    private void step(String key, long step) {
        int choice = random.nextInt(10);
        if (choice < 5) {
            Headers headers = someHeaders();
            ours.put(key, ValueTimestampHeaders.make(step, step + 3, headers));
            theirs.put(
                    key,
                    org.apache.kafka.streams.state.ValueTimestampHeaders.make(
                            step, step + 3, new RecordHeaders(headers)));
        } else if (choice < 7) {
            assertThat(text(ours.delete(key))).isEqualTo(text(theirs.delete(key)));
        } else if (choice < 9) {
            assertThat(text(ours.get(key))).isEqualTo(text(theirs.get(key)));
        } else {
            task.commit();
        }
    }

    private Headers someHeaders() {
        RecordHeaders headers = new RecordHeaders();
        for (int i = random.nextInt(3); i > 0; i--) {
            byte[] value = random.nextInt(4) == 0 ? null : new byte[random.nextInt(80)];
            headers.add("h" + random.nextInt(3), value);
        }
        return headers;
    }

    private static @Nullable String text(@Nullable ValueTimestampHeaders<Long> value) {
        return value == null ? null : value.toString();
    }

    private static @Nullable String text(org.apache.kafka.streams.state.@Nullable ValueTimestampHeaders<Long> value) {
        return value == null ? null : value.toString();
    }

    private List<String> ourLog() {
        return task.log().stream()
                .map(record -> new String(record.key()) + "="
                        + (record.value() == null
                                ? null
                                : Serdes.Long().deserializer().deserialize("", record.value()))
                        + "@" + record.timestamp() + record.headers())
                .toList();
    }

    private static List<String> theirLog(TopologyTestDriver driver) {
        var log = driver.createOutputTopic("app-store-changelog", new StringDeserializer(), new LongDeserializer());
        List<String> records = new ArrayList<>();
        while (!log.isEmpty()) {
            TestRecord<String, Long> record = log.readRecord();
            records.add(record.key() + "=" + record.value() + "@" + record.timestamp() + record.headers());
        }
        return records;
    }
}
