package dev.millrace.examples.instances;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;

import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.millrace.streams.KafkaStreams;
import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.TestInputTopic;
import dev.millrace.streams.TopologyTestDriver;

import static org.assertj.core.api.Assertions.assertThat;

/** What waits when an application stops, goes on waiting when it starts again: nothing is lost or said twice. */
class RestartTest {
    private static final String APPLICATION = "waiting";
    private static final int RECORDS = 60;
    private static final long SEED = 20261126;

    /** Records of long ago would be past the retention of their topics. */
    private static final long BEGIN = System.currentTimeMillis() / 1_000 * 1_000;

    @TempDir
    private Path directory;

    private final List<Fed> records = new ArrayList<>();
    private Cluster cluster;

    private record Fed(String topic, String key, String value, long timestamp) {}

    @BeforeEach
    void start() throws Exception {
        cluster = new Cluster(directory.resolve("broker"));
        for (String topic : WaitingResults.INPUTS) {
            cluster.create(topic, 1);
        }
        for (String topic : WaitingResults.OUTPUTS) {
            cluster.create(topic, 1);
        }
        Random random = new Random(SEED);
        for (int i = 0; i < RECORDS; i++) {
            String topic = WaitingResults.INPUTS.get(i % WaitingResults.INPUTS.size());
            records.add(new Fed(topic, "k" + random.nextInt(4), "v" + i, BEGIN + i * 11L));
        }
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    /**
     * Stopped several times in the middle, the program says what it says in one go. Only when a join looks for records
     * that waited long enough, and so the order of its results, depends on when it looked before.
     *
     * @param lost whether local state is lost each time, so that all comes from the changelogs
     */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void changesNoResult(boolean lost) {
        int start = 0;
        for (int end : new int[] {17, 31, 32, 46, RECORDS}) {
            records.subList(start, end)
                    .forEach(record -> cluster.write(record.topic, record.key, record.value, record.timestamp));
            KafkaStreams instance = instance(directory.resolve(lost ? "state-" + start : "state"));
            instance.start();
            cluster.awaitConsumed(APPLICATION, WaitingResults.INPUTS);
            instance.close();
            start = end;
        }

        Map<String, List<String>> said = new HashMap<>();
        for (String topic : WaitingResults.OUTPUTS) {
            said.put(
                    topic,
                    cluster.readAll(topic, new ByteArrayDeserializer()).stream()
                            .map(record -> text(topic, record.key(), record.value(), record.timestamp()))
                            .toList());
        }
        Map<String, List<String>> inOneGo = inOneGo();
        for (Map<String, List<String>> results : List.of(said, inOneGo)) {
            results.computeIfPresent(
                    "outer", (topic, lines) -> lines.stream().sorted().toList());
        }
        assertThat(said).isEqualTo(inOneGo);
        assertThat(said.values()).noneMatch(List::isEmpty);
    }

    private Map<String, List<String>> inOneGo() {
        Map<String, List<String>> said = new HashMap<>();
        Properties settings = settings(directory.resolve("driver"));
        try (TopologyTestDriver driver =
                new TopologyTestDriver(WaitingResults.topology(), settings, Instant.ofEpochMilli(0))) {
            Map<String, TestInputTopic<String, String>> inputs = new HashMap<>();
            WaitingResults.INPUTS.forEach(topic ->
                    inputs.put(topic, driver.createInputTopic(topic, new StringSerializer(), new StringSerializer())));
            records.forEach(record -> inputs.get(record.topic).pipeInput(record.key, record.value, record.timestamp));
            for (String topic : WaitingResults.OUTPUTS) {
                said.put(
                        topic,
                        driver
                                .createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer())
                                .readRecordsToList()
                                .stream()
                                .map(record -> text(topic, record.key(), record.value(), record.timestamp()))
                                .toList());
            }
        }
        return said;
    }

    private static String text(String topic, String key, byte[] value, long timestamp) {
        return key + "="
                + (value.length == Long.BYTES && !topic.equals("outer") && !topic.equals("graced")
                        ? Serdes.Long().deserializer().deserialize(topic, value)
                        : new String(value))
                + " at " + timestamp;
    }

    private KafkaStreams instance(Path stateDirectory) {
        return new KafkaStreams(WaitingResults.topology(), settings(stateDirectory));
    }

    private Properties settings(Path stateDirectory) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, cluster.bootstrapServers());
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        settings.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        settings.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        settings.put("__emit.interval.ms.kstreams.windowed.aggregation__", 0);
        settings.put("__emit.interval.ms.kstreams.outer.join.spurious.results.fix__", 0);
        return settings;
    }
}
