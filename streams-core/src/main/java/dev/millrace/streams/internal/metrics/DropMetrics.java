package dev.millrace.streams.internal.metrics;

import java.util.Map;
import java.util.function.DoubleSupplier;

import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

import dev.millrace.streams.processor.TaskId;

/** The records that a task gave up, as metrics with the names and tags that Kafka Streams gives them. */
public final class DropMetrics {
    private static final String GROUP = "stream-task-metrics";

    private DropMetrics() {}

    /** The two metrics of the task {@code id}, which read {@code meters} when they are asked. */
    public static Map<MetricName, Metric> of(String threadName, TaskId id, TaskMeters meters) {
        Map<String, String> tags = Map.of("thread-id", threadName, "task-id", id.toString());
        Metric total = new Counted(
                new MetricName("dropped-records-total", GROUP, "The total number of dropped records", tags),
                () -> (double) meters.droppedRecords());
        Metric rate = new Counted(
                new MetricName("dropped-records-rate", GROUP, "The average number of dropped records per second", tags),
                meters::droppedPerSecond);
        return Map.of(total.metricName(), total, rate.metricName(), rate);
    }

    private record Counted(MetricName metricName, DoubleSupplier count) implements Metric {
        @Override
        public Object metricValue() {
            return count.getAsDouble();
        }
    }
}
