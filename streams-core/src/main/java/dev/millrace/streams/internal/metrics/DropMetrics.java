package dev.millrace.streams.internal.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.Metrics;

import dev.millrace.streams.processor.TaskId;

/**
 * The records that a task gave up, as metrics with the names and tags that Kafka Streams gives them. They stand in the
 * registry of the instance until they are closed with the task. <i>Immutable;</i> any thread may close it.
 */
public final class DropMetrics implements AutoCloseable {
    private static final String GROUP = "stream-task-metrics";

    private final Metrics registry;
    private final List<KafkaMetric> metrics;

    private DropMetrics(Metrics registry, List<KafkaMetric> metrics) {
        this.registry = registry;
        this.metrics = List.copyOf(metrics);
    }

    /** Two metrics of the task {@code id}, which read {@code meters} when they are asked. */
    static DropMetrics in(Metrics registry, String threadName, TaskId id, TaskMeters meters) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("thread-id", threadName);
        tags.put("task-id", id.toString());
        MetricName total = new MetricName("dropped-records-total", GROUP, "The total number of dropped records", tags);
        MetricName rate =
                new MetricName("dropped-records-rate", GROUP, "The average number of dropped records per second", tags);
        return new DropMetrics(
                registry,
                List.of(put(registry, total, meters::droppedRecords), put(registry, rate, meters::droppedPerSecond)));
    }

    /** In place of what a former task of that name may have left. */
    private static KafkaMetric put(Metrics registry, MetricName name, DoubleSupplier count) {
        registry.removeMetric(name);
        Gauge<Double> reading = (config, now) -> count.getAsDouble();
        return registry.addMetricIfAbsent(name, null, reading);
    }

    /** Takes them out of the registry, unless others took their place. */
    @Override
    public void close() {
        for (KafkaMetric metric : metrics) {
            if (registry.metric(metric.metricName()) == metric) {
                registry.removeMetric(metric.metricName());
            }
        }
    }
}
