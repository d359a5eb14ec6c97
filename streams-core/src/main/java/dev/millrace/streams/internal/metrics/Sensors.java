package dev.millrace.streams.internal.metrics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.KafkaMetricsContext;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.MetricsReporter;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.stats.Avg;
import org.apache.kafka.common.metrics.stats.CumulativeCount;
import org.apache.kafka.common.metrics.stats.Max;
import org.apache.kafka.common.metrics.stats.Rate;
import org.apache.kafka.common.metrics.stats.WindowedCount;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.StreamsMetrics;
import dev.millrace.streams.processor.TaskId;

import static java.util.Objects.requireNonNull;

/**
 * The sensors of one instance, under the names that Kafka Streams gives them. Nothing on the way of a record asks for
 * them unless the application does. <i>Thread-safe.</i>
 */
public final class Sensors implements StreamsMetrics, AutoCloseable {
    private final Metrics registry;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Sensors(Metrics registry) {
        this.registry = registry;
    }

    /** Reported as {@code config} says, for an instance called {@code clientId}. */
    public static Sensors reported(StreamsConfig config, String clientId, Time time) {
        List<MetricsReporter> reporters = CommonClientConfigs.metricsReporters(clientId, config);
        MetricConfig measured = measured(config);
        Map<String, Object> labels = config.originalsWithPrefix(CommonClientConfigs.METRICS_CONTEXT_PREFIX);
        return new Sensors(new Metrics(measured, reporters, time, new KafkaMetricsContext("kafka.streams", labels)));
    }

    /** Reported nowhere. */
    public static Sensors unreported(StreamsConfig config, Time time) {
        return new Sensors(new Metrics(measured(config), time));
    }

    /** Reported nowhere, and recording down to {@code DEBUG} without settings. */
    public static Sensors detailed(Time time) {
        return new Sensors(new Metrics(new MetricConfig().recordLevel(Sensor.RecordingLevel.DEBUG), time));
    }

    private static MetricConfig measured(StreamsConfig config) {
        return new MetricConfig()
                .samples(config.getInt(StreamsConfig.METRICS_NUM_SAMPLES_CONFIG))
                .recordLevel(
                        Sensor.RecordingLevel.forName(config.getString(StreamsConfig.METRICS_RECORDING_LEVEL_CONFIG)))
                .timeWindow(config.getLong(StreamsConfig.METRICS_SAMPLE_WINDOW_MS_CONFIG), TimeUnit.MILLISECONDS);
    }

    @Override
    public Map<MetricName, ? extends Metric> metrics() {
        return Collections.unmodifiableMap(registry.metrics());
    }

    /**
     * Takes up what a task counts, as metrics of the calling thread.
     *
     * @return to be closed with the task
     */
    public DropMetrics measure(TaskId id, TaskMeters meters) {
        return DropMetrics.in(registry, Thread.currentThread().getName(), id, meters);
    }

    @Override
    public Sensor addSensor(String name, Sensor.RecordingLevel recordingLevel) {
        return registry.sensor(name, recordingLevel);
    }

    @Override
    public Sensor addSensor(String name, Sensor.RecordingLevel recordingLevel, Sensor @Nullable ... parents) {
        return registry.sensor(name, recordingLevel, parents);
    }

    @Override
    public Sensor addLatencyRateTotalSensor(
            String scopeName,
            String entityName,
            String operationName,
            Sensor.RecordingLevel recordingLevel,
            String @Nullable ... tags) {
        Named named = new Named(scopeName, entityName, operationName, tags);
        Sensor sensor = registry.sensor(named.sensor(), recordingLevel);
        sensor.add(named.metric("-latency-avg", "The average latency of "), new Avg());
        sensor.add(named.metric("-latency-max", "The maximum latency of "), new Max());
        count(named, sensor);
        return sensor;
    }

    @Override
    public Sensor addRateTotalSensor(
            String scopeName,
            String entityName,
            String operationName,
            Sensor.RecordingLevel recordingLevel,
            String @Nullable ... tags) {
        Named named = new Named(scopeName, entityName, operationName, tags);
        Sensor sensor = registry.sensor(named.sensor(), recordingLevel);
        count(named, sensor);
        return sensor;
    }

    /** Names under which the sensor measures already are passed over: other tags or another scope are new names. */
    private static void count(Named named, Sensor sensor) {
        sensor.add(
                named.metric("-rate", "The average number of ", " operations per second"),
                new Rate(TimeUnit.SECONDS, new WindowedCount()));
        sensor.add(named.metric("-total", "The total number of ", " operations"), new CumulativeCount());
    }

    @Override
    public void removeSensor(Sensor sensor) {
        requireNonNull(sensor, "Sensor is null");
        registry.removeSensor(sensor.name());
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            registry.close();
        }
    }

    /** What the metrics of one operation are called. */
    private static final class Named {
        private final String entity;
        private final String operation;
        private final String group;
        private final String thread = Thread.currentThread().getName();
        private final Map<String, String> tags = new LinkedHashMap<>();

        private Named(String scope, String entity, String operation, String @Nullable ... tagsOrNull) {
            String[] given = tagsOrNull == null ? new String[0] : tagsOrNull;
            if (given.length % 2 != 0) {
                throw new IllegalArgumentException("Tags are names and values by turns, but " + given.length
                        + " texts were given for " + operation + " of " + entity);
            }
            this.entity = Objects.toString(entity);
            this.operation = operation;
            group = "stream-" + scope + "-metrics";
            tags.put("thread-id", thread);
            tags.put(scope + "-id", this.entity);
            for (int i = 0; i < given.length; i += 2) {
                tags.put(given[i], given[i + 1]);
            }
        }

        private String sensor() {
            return "external." + thread + ".entity." + entity + ".s." + operation;
        }

        private MetricName metric(String suffix, String description) {
            return metric(suffix, description, "");
        }

        private MetricName metric(String suffix, String before, String after) {
            return new MetricName(operation + suffix, group, before + operation + after, tags);
        }
    }
}
