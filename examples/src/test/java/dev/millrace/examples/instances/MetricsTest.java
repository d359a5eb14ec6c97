package dev.millrace.examples.instances;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Sensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.millrace.streams.KafkaStreams;
import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.processor.api.ProcessorContext;
import dev.millrace.streams.processor.api.Record;

import static dev.millrace.examples.instances.Cluster.await;
import static org.assertj.core.api.Assertions.assertThat;

/** What an instance on a real broker tells of itself. */
class MetricsTest {
    private static final String THREAD = "measured-StreamThread-1";

    @TempDir
    private Path directory;

    private Cluster cluster;

    @BeforeEach
    void startBroker() throws Exception {
        cluster = new Cluster(directory.resolve("broker"));
        cluster.create(Counting.INPUT, 1);
        cluster.create(Counting.OUTPUT, 1);
    }

    @AfterEach
    void closeBroker() {
        cluster.close();
    }

    @Test
    void sensorsOfAProcessorAreAmongTheMetricsOfTheInstance() {
        cluster.write(Counting.INPUT, List.of("a", "b", "a"));

        try (KafkaStreams streams = instance()) {
            streams.start();

            await("three records", () -> Double.valueOf(3).equals(value(streams, words("words-total"))));
        }
    }

    @Test
    void tasksAndClientsAreMeasuredWhileTheInstanceRuns() {
        cluster.write(Counting.INPUT, List.of("a"));

        KafkaStreams streams = instance();
        try (streams) {
            streams.start();
            await("a task", () -> value(streams, dropped()) != null);

            assertThat(groups(streams))
                    .contains("consumer-fetch-manager-metrics", "admin-client-metrics", "stream-task-metrics");
        }

        assertThat(streams.metrics()).doesNotContainKey(dropped());
    }

    @Test
    void metricsAreBeansOfTheNamesThatKafkaStreamsGives() throws Exception {
        cluster.write(Counting.INPUT, List.of("a"));
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName(
                "kafka.streams:type=stream-words-metrics,thread-id=" + THREAD + ",words-id=counter,kind=all");

        try (KafkaStreams streams = instance()) {
            streams.start();
            await("one record", () -> Double.valueOf(1).equals(value(streams, words("words-total"))));

            assertThat(beans.getAttribute(name, "words-total")).isEqualTo(1.0);
        }

        assertThat(beans.isRegistered(name)).isFalse();
    }

    private KafkaStreams instance() {
        return Counting.instance(
                cluster.bootstrapServers(),
                directory.resolve("state"),
                Map.of(StreamsConfig.CLIENT_ID_CONFIG, "measured"),
                Measured::new);
    }

    private static Object value(KafkaStreams streams, MetricName name) {
        var metric = streams.metrics().get(name);
        return metric == null ? null : metric.metricValue();
    }

    private static List<String> groups(KafkaStreams streams) {
        return streams.metrics().keySet().stream().map(MetricName::group).collect(Collectors.toList());
    }

    private static MetricName words(String name) {
        return new MetricName(
                name, "stream-words-metrics", "", Map.of("thread-id", THREAD, "words-id", "counter", "kind", "all"));
    }

    private static MetricName dropped() {
        return new MetricName(
                "dropped-records-total", "stream-task-metrics", "", Map.of("thread-id", THREAD, "task-id", "0_0"));
    }

    /** Counts words in the store, and records in a sensor. */
    private static final class Measured extends Counting.Counter {
        private Sensor words;

        @Override
        public void init(ProcessorContext<String, Long> context) {
            super.init(context);
            words = context.metrics()
                    .addRateTotalSensor("words", "counter", "words", Sensor.RecordingLevel.INFO, "kind", "all");
        }

        @Override
        public void process(Record<String, String> record) {
            super.process(record);
            words.record();
        }

        @Override
        public void close() {
            context().metrics().removeSensor(words);
        }
    }
}
