package dev.millrace.streams.internal.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricsContext;
import org.apache.kafka.common.metrics.MetricsReporter;
import org.apache.kafka.common.metrics.Sensor.RecordingLevel;
import org.junit.jupiter.api.Test;

import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.internal.SteppedTime;
import dev.millrace.streams.processor.TaskId;

import static org.assertj.core.api.Assertions.assertThat;

/** What sensors measure is compared with Kafka Streams in the module of the driver. */
class SensorsTest {
    private static final TaskId TASK = new TaskId(1, 2);

    private final SteppedTime time = new SteppedTime();
    private final TaskMeters meters = new TaskMeters(time);

    @Test
    void reportersAreToldOfTheInstanceAndOfEachSensor() {
        Heard.WORDS.clear();
        Sensors sensors = Sensors.reported(
                config(Map.of(
                        StreamsConfig.METRIC_REPORTER_CLASSES_CONFIG,
                        Heard.class.getName(),
                        "metrics.context.region",
                        "north")),
                "client-7",
                time);

        sensors.removeSensor(sensors.addRateTotalSensor("my", "entity", "read", RecordingLevel.INFO));
        sensors.close();
        sensors.close();

        assertThat(Heard.WORDS)
                .containsExactlyInAnyOrder(
                        "client-7 of measured",
                        "kafka.streams in north",
                        "here count",
                        "here read-rate",
                        "here read-total",
                        "gone read-rate",
                        "gone read-total",
                        "closed");
    }

    @Test
    void whatATaskCountedIsReadWhenTheMetricIs() {
        Sensors sensors = Sensors.unreported(config(Map.of()), time);
        sensors.measure(TASK, meters);

        meters.recordDropped();

        assertThat(total(sensors)).isEqualTo(1.0);
    }

    @Test
    void metricsOfATaskGoWithIt() {
        Sensors sensors = Sensors.unreported(config(Map.of()), time);
        DropMetrics metrics = sensors.measure(TASK, meters);

        metrics.close();

        assertThat(sensors.metrics()).doesNotContainKey(totalName());
    }

    @Test
    void metricsOfATaskThatCameBackAreNotTakenAwayByTheFormerOne() {
        Sensors sensors = Sensors.unreported(config(Map.of()), time);
        meters.recordDropped();
        DropMetrics former = sensors.measure(TASK, meters);
        sensors.measure(TASK, new TaskMeters(time));

        former.close();

        assertThat(total(sensors)).isEqualTo(0.0);
    }

    private static Object total(Sensors sensors) {
        return sensors.metrics().get(totalName()).metricValue();
    }

    private static MetricName totalName() {
        return new MetricName(
                "dropped-records-total",
                "stream-task-metrics",
                "",
                Map.of("thread-id", Thread.currentThread().getName(), "task-id", TASK.toString()));
    }

    private static StreamsConfig config(Map<String, String> more) {
        Map<String, Object> config = new HashMap<>(more);
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "measured");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1");
        return new StreamsConfig(config);
    }

    /** Writes down what it is told. */
    public static final class Heard implements MetricsReporter {
        private static final List<String> WORDS = new ArrayList<>();

        @Override
        public void configure(Map<String, ?> configs) {
            WORDS.add(configs.get("client.id") + " of " + configs.get("application.id"));
        }

        @Override
        public void contextChange(MetricsContext context) {
            WORDS.add(context.contextLabels().get(MetricsContext.NAMESPACE) + " in "
                    + context.contextLabels().get("region"));
        }

        @Override
        public void init(List<KafkaMetric> metrics) {
            metrics.forEach(this::metricChange);
        }

        @Override
        public void metricChange(KafkaMetric metric) {
            WORDS.add("here " + metric.metricName().name());
        }

        @Override
        public void metricRemoval(KafkaMetric metric) {
            WORDS.add("gone " + metric.metricName().name());
        }

        @Override
        public void close() {
            WORDS.add("closed");
        }
    }
}
