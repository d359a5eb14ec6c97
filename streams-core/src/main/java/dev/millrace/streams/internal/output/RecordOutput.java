package dev.millrace.streams.internal.output;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.Uuid;

/**
 * Where the tasks of one stream thread write: serialised records go in, and each {@link SendListener} hears what became
 * of its own. Appending to one partition keeps the order.
 *
 * <p><i>Confined to the stream thread;</i> it may tell listeners from a thread of its own.
 */
public interface RecordOutput {
    /** As a partition: chosen by the hash of the key as the Java producer does, or any if there is no key. */
    int BY_KEY = -1;

    /** Of {@link #drive()}: nothing is under way. */
    long IDLE = Long.MAX_VALUE;

    /**
     * Takes a record; returns before it is acknowledged. What {@code record} holds is read in the call and may be
     * overwritten afterwards, its byte arrays may not. Waits for room or for the topic, as long as the settings say.
     *
     * @param partition index of the partition, or {@link #BY_KEY}
     * @param listener told of this record, also if it is refused at once
     * @throws org.apache.kafka.common.KafkaException if nothing can be written any more
     */
    void append(String topic, int partition, SerializedRecord record, SendListener listener);

    /**
     * Returns when all that was appended is acknowledged or given up.
     *
     * @throws org.apache.kafka.common.errors.InterruptException if the thread is interrupted meanwhile
     */
    void flush();

    /**
     * How many partitions {@code topic} has; asks the cluster if that is not known.
     *
     * @return 0 if the topic exists without one
     * @throws org.apache.kafka.common.KafkaException if the topic is not there or nobody answers in time
     */
    int partitionCount(String topic);

    /**
     * Moves on what is under way, without waiting.
     *
     * @return milliseconds after which it should be called again at the latest, {@link #IDLE} if that is not needed
     */
    long drive();

    /** What a producer behind this output measures; nothing without one. May be called by any thread. */
    default Map<MetricName, ? extends Metric> metrics() {
        return Map.of();
    }

    /**
     * Under which id a producer behind this output pushes its metrics; empty without one.
     *
     * @throws IllegalStateException if it pushes none
     * @throws org.apache.kafka.common.errors.TimeoutException if it knows none after {@code patience}
     */
    default Optional<Uuid> instanceId(Duration patience) {
        return Optional.empty();
    }

    /** Writes what was appended, for as long as {@code patience} lasts, gives up the rest and lets go of everything. */
    void close(Duration patience);
}
