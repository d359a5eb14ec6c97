package dev.millrace.streams;

import java.util.Map;

import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Sensor;

/**
 * The sensors of an instance, to which an application may add its own. They are reported as {@code metric.reporters}
 * says, and end with the instance. <i>Thread-safe, as sensors are.</i>
 */
public interface StreamsMetrics {
    /** All metrics there are; reading only. */
    Map<MetricName, ? extends Metric> metrics();

    /**
     * A sensor of how long something takes and how often it happens. It has four metrics in the group {@code
     * stream-<scopeName>-metrics}: {@code <operationName>-latency-avg} and {@code -max} of what is recorded, and {@code
     * <operationName>-rate} (a second) and {@code -total} of how often.
     *
     * <p>Their tags are {@code thread-id}, the thread that calls this, {@code <scopeName>-id}, which is {@code
     * entityName}, and {@code tags}.
     *
     * @param recordingLevel the sensor records if {@code metrics.recording.level} is this or finer
     * @param tags names and values by turns; those given last count
     * @return the one there is if the same thread asked for that entity and operation before
     * @throws IllegalArgumentException if a tag has no value
     */
    Sensor addLatencyRateTotalSensor(
            String scopeName,
            String entityName,
            String operationName,
            Sensor.RecordingLevel recordingLevel,
            String... tags);

    /** The same without how long it takes. */
    Sensor addRateTotalSensor(
            String scopeName,
            String entityName,
            String operationName,
            Sensor.RecordingLevel recordingLevel,
            String... tags);

    /**
     * A sensor without metrics.
     *
     * @param name not null
     * @return the one there is if there is one of that name
     */
    Sensor addSensor(String name, Sensor.RecordingLevel recordingLevel);

    /**
     * The same, and what is recorded is recorded in {@code parents} too.
     *
     * @param parents null or empty for none
     */
    Sensor addSensor(String name, Sensor.RecordingLevel recordingLevel, Sensor... parents);

    /** Removes {@code sensor}, its metrics, and those of sensors that have it as parent. */
    void removeSensor(Sensor sensor);
}
