package dev.millrace.differential.drawn;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.function.BiFunction;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;

import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.TestInputTopic;
import dev.millrace.streams.Topology;
import dev.millrace.streams.TopologyTestDriver;
import dev.millrace.streams.state.BuiltInDslStoreSuppliers;
import dev.millrace.streams.test.TestRecord;

/**
 * Builds a drawn program, feeds it drawn records and says in words all it did.
 *
 * <p>Takes the settings (one list of numbers), the steps of the program and the records, and a directory for the state;
 * types of the JDK only, so that a class loader with the other library can be asked for the same.
 */
public final class ProgramRun implements BiFunction<List<List<List<Integer>>>, Path, List<String>> {
    /** System property with which a program that fails says where. */
    /** Ends the line of a failure inside the library. */
    static final String NULL = " because of a null";

    private static final String TRACE = "drawn.trace";

    private static final List<String> KEYS = Arrays.asList("a", "b", "c", "ab", null);
    private static final List<String> VALUES = Arrays.asList("x", "yy", "zzz", "wxyz", "v", "w7", "", null);
    private static final List<Integer> PACES = List.of(10, 0, 1, 30, 60, 100, 7, 10, 20, 400);
    private static final List<Integer> DELAYS = List.of(0, 0, 0, 20, 60, 0, 150, 0, 500);
    private static final List<String> OPTIMISATIONS = List.of(
            StreamsConfig.NO_OPTIMIZATION,
            StreamsConfig.OPTIMIZE,
            StreamsConfig.REUSE_KTABLE_SOURCE_TOPICS,
            StreamsConfig.MERGE_REPARTITION_TOPICS,
            StreamsConfig.SINGLE_STORE_SELF_JOIN);

    @Override
    public List<String> apply(List<List<List<Integer>>> drawn, Path stateDirectory) {
        Properties config = config(new Choices(drawn.get(0).get(0)), stateDirectory);
        List<String> lines = new ArrayList<>();
        lines.add("optimised: " + config.get(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG) + ", cache: "
                + config.get(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG));
        try {
            DrawnProgram program = new DrawnProgram(drawn.get(1));
            Topology topology = program.builder().build(config);
            lines.add(topology.describe().toString());
            run(program.inputs(), topology, config, drawn.get(2), lines);
        } catch (RuntimeException failed) {
            if (Boolean.getBoolean(TRACE)) {
                failed.printStackTrace();
            }
            lines.add("failed with " + failed.getClass().getSimpleName() + (isNull(failed) ? NULL : ""));
        }
        return lines;
    }

    /** Whether a null is at the root of it, which no function of these programs stumbles over. */
    private static boolean isNull(Throwable failed) {
        return failed instanceof NullPointerException || failed.getCause() != null && isNull(failed.getCause());
    }

    private static Properties config(Choices choices, Path stateDirectory) {
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "app");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
        config.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        config.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        config.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        config.put(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG, choices.of(OPTIMISATIONS));
        config.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, choices.flip() ? 0L : 1_000_000L);
        if (choices.oneIn(3)) {
            config.put(
                    StreamsConfig.DSL_STORE_SUPPLIERS_CLASS_CONFIG,
                    BuiltInDslStoreSuppliers.InMemoryDslStoreSuppliers.class);
        }
        if (choices.oneIn(3)) {
            config.put(StreamsConfig.DSL_STORE_FORMAT_CONFIG, StreamsConfig.DSL_STORE_FORMAT_HEADERS);
        }
        if (choices.flip()) {
            config.put("__emit.interval.ms.kstreams.windowed.aggregation__", 1_000L);
        }
        return config;
    }

    private static void run(
            List<String> inputs, Topology topology, Properties config, List<List<Integer>> records, List<String> said) {
        try (TopologyTestDriver driver = new TopologyTestDriver(topology, config, Instant.ofEpochMilli(1_000))) {
            List<TestInputTopic<String, String>> topics = new ArrayList<>();
            for (String input : inputs) {
                topics.add(driver.createInputTopic(input, new StringSerializer(), new StringSerializer()));
            }
            long time = 0;
            for (List<Integer> drawn : records) {
                Choices choices = new Choices(drawn);
                time += choices.of(PACES);
                if (choices.oneIn(4)) {
                    driver.advanceWallClockTime(Duration.ofMillis(10L * choices.below(150)));
                }
                choices.of(topics).pipeInput(record(choices, time));
            }
            new Findings(driver, config.containsKey(StreamsConfig.DSL_STORE_FORMAT_CONFIG), said).read();
        }
    }

    private static TestRecord<String, String> record(Choices choices, long time) {
        String key = choices.of(KEYS);
        String value = choices.of(VALUES);
        long timestamp = Math.max(0, time - choices.of(DELAYS));
        RecordHeaders headers = new RecordHeaders();
        if (choices.oneIn(4)) {
            headers.add("h", new byte[] {(byte) time});
        }
        return new TestRecord<>(key, value, headers, timestamp);
    }
}
