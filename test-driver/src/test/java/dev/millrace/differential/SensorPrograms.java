package dev.millrace.differential;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.Sensor.RecordingLevel;
import org.apache.kafka.common.metrics.stats.CumulativeSum;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;

import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.StreamsMetrics;
import dev.millrace.streams.TestInputTopic;
import dev.millrace.streams.Topology;
import dev.millrace.streams.TopologyTestDriver;
import dev.millrace.streams.processor.api.ContextualProcessor;
import dev.millrace.streams.processor.api.ProcessorContext;
import dev.millrace.streams.processor.api.ProcessorSupplier;
import dev.millrace.streams.processor.api.Record;
import dev.millrace.streams.state.Stores;

/**
 * Processors that add sensors, each with the words for what it saw. Compiled for Kafka Streams too, with other imports,
 * so that both can be compared.
 */
public final class SensorPrograms implements BiFunction<String, Path, List<String>> {
    private final Map<String, BiConsumer<StreamsMetrics, List<String>>> programs = new TreeMap<>();

    /** All programs; what is before a colon is the recording level. */
    public SensorPrograms() {
        for (String level : List.of("INFO", "DEBUG", "TRACE")) {
            programs.put(level + ": levels", SensorPrograms::levels);
        }
        programs.put("INFO: asked for again", SensorPrograms::askedForAgain);
        programs.put("INFO: latency", SensorPrograms::latency);
        programs.put("INFO: names of any kind", SensorPrograms::namesOfAnyKind);
        programs.put("INFO: other threads", SensorPrograms::otherThreads);
        programs.put("INFO: parents", SensorPrograms::parents);
        programs.put("INFO: refusals", SensorPrograms::refusals);
        programs.put("INFO: removal", SensorPrograms::removal);
        programs.put("INFO: tags", SensorPrograms::tags);
    }

    /** Their names. */
    public List<String> names() {
        return List.copyOf(programs.keySet());
    }

    @Override
    public List<String> apply(String name, Path directory) {
        List<String> words = new ArrayList<>();
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "measured");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1");
        config.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
        config.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        config.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        config.put(StreamsConfig.METRICS_RECORDING_LEVEL_CONFIG, name.substring(0, name.indexOf(':')));
        try (TopologyTestDriver driver = new TopologyTestDriver(
                topology(() -> new Measured(programs.get(name), words)), config, Instant.ofEpochMilli(0))) {
            TestInputTopic<String, String> input =
                    driver.createInputTopic("in", new StringSerializer(), new StringSerializer());
            input.pipeInput("a", "x");
            driver.advanceWallClockTime(Duration.ofSeconds(10));
            input.pipeInput("b", "y");
            words.add("driver");
            words.addAll(measurements(driver.metrics()));
            words.add(outcome("clear", () -> driver.metrics().clear()));
        }
        return words;
    }

    private static Topology topology(ProcessorSupplier<String, String, String, String> measured) {
        return new Topology()
                .addSource("source", "in")
                .addProcessor("measured", measured, "source")
                .addStateStore(
                        Stores.keyValueStoreBuilder(
                                        Stores.inMemoryKeyValueStore("store"), Serdes.String(), Serdes.String())
                                .withLoggingDisabled(),
                        "measured");
    }

    private static void levels(StreamsMetrics metrics, List<String> words) {
        for (RecordingLevel level : RecordingLevel.values()) {
            Sensor plain = metrics.addSensor("plain " + level, level);
            Sensor rate = metrics.addRateTotalSensor("my-scope", "entity", "rate " + level, level);
            Sensor latency = metrics.addLatencyRateTotalSensor("my-scope", "entity", "latency " + level, level);
            words.add(level + " " + plain.shouldRecord() + rate.shouldRecord() + latency.shouldRecord());
            rate.record(3);
            latency.record(4);
        }
    }

    private static void latency(StreamsMetrics metrics, List<String> words) {
        Sensor sensor = metrics.addLatencyRateTotalSensor("my-scope", "entity", "read", RecordingLevel.INFO);
        sensor.record(2);
        sensor.record(6);
        words.add(sensor.name() + " " + sensor.hasMetrics());
    }

    private static void tags(StreamsMetrics metrics, List<String> words) {
        add(metrics, "more", "b", "2", "a", "1");
        add(metrics, "thread", "thread-id", "mine");
        add(metrics, "entity", "my-scope-id", "other");
        add(metrics, "twice", "a", "1", "a", "2");
        add(metrics, "null", "a", null);
        words.add(outcome("no tags", () -> add(metrics, "none", (String[]) null)));
        words.add(outcome("a name alone", () -> add(metrics, "odd", "a")));
    }

    private static void askedForAgain(StreamsMetrics metrics, List<String> words) {
        Sensor first = add(metrics, "again", "a", "1");
        first.record(1);
        words.add("same " + (first == add(metrics, "again", "a", "1")));
        words.add("with other tags " + (first == add(metrics, "again", "a", "2")));
        words.add("in another scope "
                + (first == metrics.addRateTotalSensor("my-other", "entity", "again", RecordingLevel.INFO)));
        words.add("with latency "
                + (first == metrics.addLatencyRateTotalSensor("my-scope", "entity", "again", RecordingLevel.INFO)));
        words.add("of another entity "
                + (first == metrics.addRateTotalSensor("my-scope", "other", "again", RecordingLevel.INFO)));
        words.add("by name " + (first == metrics.addSensor(first.name(), RecordingLevel.INFO)));
        first.record(1);
    }

    private static void otherThreads(StreamsMetrics metrics, List<String> words) {
        Thread other = new Thread(() -> words.add(add(metrics, "elsewhere").name()), "another-thread");
        other.start();
        try {
            other.join();
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
        words.add(add(metrics, "elsewhere").name());
    }

    private static void parents(StreamsMetrics metrics, List<String> words) {
        Sensor above = add(metrics, "above");
        Sensor beside = add(metrics, "beside");
        Sensor below = metrics.addSensor("below", RecordingLevel.INFO, above, beside);
        below.add(new MetricName("sum", "stream-my-scope-metrics", "", Map.of()), new CumulativeSum());
        below.record(5);
        words.add(outcome("twice", () -> metrics.addSensor("twice", RecordingLevel.INFO, above, above)));
        words.add(outcome("over two ways", () -> metrics.addSensor("ways", RecordingLevel.INFO, above, below)));
        words.add(outcome("none", () -> metrics.addSensor("none", RecordingLevel.INFO, (Sensor[]) null)));
        words.add(outcome("empty", () -> metrics.addSensor("empty", RecordingLevel.INFO, new Sensor[0])));
    }

    private static void removal(StreamsMetrics metrics, List<String> words) {
        Sensor above = add(metrics, "above");
        Sensor below = metrics.addSensor("below", RecordingLevel.INFO, above);
        below.add(new MetricName("sum", "stream-my-scope-metrics", "", Map.of()), new CumulativeSum());
        Sensor left = add(metrics, "left");
        metrics.removeSensor(above);
        words.addAll(measurements(metrics.metrics()));
        metrics.removeSensor(above);
        words.add(outcome("record", () -> below.record(1)));
        words.add("below is new " + (below != metrics.addSensor("below", RecordingLevel.INFO)));
        words.add("above is new " + (above != add(metrics, "above")));
        words.add("left is new " + (left != add(metrics, "left")));
        metrics.removeSensor(metrics.addSensor("below", RecordingLevel.INFO));
    }

    private static void refusals(StreamsMetrics metrics, List<String> words) {
        words.add(outcome("null name", () -> metrics.addSensor(null, RecordingLevel.INFO)));
        words.add(outcome("null name, parents", () -> metrics.addSensor(null, RecordingLevel.INFO, new Sensor[0])));
        words.add(outcome("null sensor", () -> metrics.removeSensor(null)));
        words.add(outcome("change", () -> metrics.metrics().clear()));
    }

    private static void namesOfAnyKind(StreamsMetrics metrics, List<String> words) {
        words.add(metrics.addRateTotalSensor("my-scope", null, "of nothing", RecordingLevel.INFO)
                .name());
        words.add(metrics.addRateTotalSensor("my-scope", "entity", null, RecordingLevel.INFO)
                .name());
        words.add(metrics.addRateTotalSensor("my-scope", "", "", RecordingLevel.INFO)
                .name());
        words.add(metrics.addRateTotalSensor("my-scope", "a.b:c=d", "e f", RecordingLevel.INFO)
                .name());
    }

    private static Sensor add(StreamsMetrics metrics, String operation, String... tags) {
        return metrics.addRateTotalSensor("my-scope", "entity", operation, RecordingLevel.INFO, tags);
    }

    private static String outcome(String what, Runnable attempt) {
        try {
            attempt.run();
            return what + ": done";
        } catch (RuntimeException refused) {
            return what + ": " + refused.getClass().getName();
        }
    }

    /** What the application's own sensors measured, in a fixed order, and how many metrics are said to be there. */
    private static TreeSet<String> measurements(Map<MetricName, ? extends Metric> metrics) {
        TreeSet<String> lines = new TreeSet<>();
        metrics.forEach((name, metric) -> {
            if (name.group().contains("my-")) {
                lines.add(name.group() + " " + name.name() + " " + name.tags() + " " + name.description() + " "
                        + metric.metricValue());
            } else if (name.group().equals("kafka-metrics-count")) {
                lines.add(name.name() + " " + name.tags());
            }
        });
        return lines;
    }

    /** Runs the program when it is made, and counts records with its own sensor. */
    private static final class Measured extends ContextualProcessor<String, String, String, String> {
        private final BiConsumer<StreamsMetrics, List<String>> program;
        private final List<String> words;
        private Sensor sensor;

        Measured(BiConsumer<StreamsMetrics, List<String>> program, List<String> words) {
            this.program = program;
            this.words = words;
        }

        @Override
        public void init(ProcessorContext<String, String> context) {
            super.init(context);
            program.accept(context.metrics(), words);
            words.add("one for all " + (context.metrics() == context.metrics()));
            sensor = context.metrics()
                    .addRateTotalSensor("my-processor", "measured", "records", RecordingLevel.INFO, "task", "only");
        }

        @Override
        public void process(Record<String, String> record) {
            sensor.record(1, context().currentSystemTimeMs());
        }
    }
}
