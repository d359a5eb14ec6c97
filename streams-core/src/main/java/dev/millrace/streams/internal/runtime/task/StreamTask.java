package dev.millrace.streams.internal.runtime.task;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

import dev.millrace.streams.internal.metrics.TaskMeters;
import dev.millrace.streams.internal.runtime.stores.TaskStores;
import dev.millrace.streams.processor.TaskId;

/** Signatures ahead of their bodies: the next commits on this branch replace them. */
public final class StreamTask {
    StreamTask() {}

    /** Name of this task. */
    public TaskId id() {
        throw new IllegalStateException();
    }

    /** The partitions this task reads. */
    public Set<TopicPartition> inputPartitions() {
        throw new IllegalStateException();
    }

    /** The stores of this task. */
    public TaskStores stores() {
        throw new IllegalStateException();
    }

    /** What was processed and dropped. */
    public TaskMeters meters() {
        throw new IllegalStateException();
    }

    /** Locks the state directory and opens the stores; afterwards they can be restored. */
    public void openStores() {
        throw new IllegalStateException();
    }

    /**
     * Initialises the processors; called once, after the stores are restored.
     *
     * @param committed what the group committed for the input partitions, where it did: holds the partition times
     */
    public void start(Map<TopicPartition, OffsetAndMetadata> committed) {
        throw new IllegalStateException();
    }

    /** Takes raw records of {@code partition} in offset order; the list is kept and must not be changed afterwards. */
    public void add(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
        throw new IllegalStateException();
    }

    /**
     * Says where the consumer goes on in {@code partition}, from {@code ConsumerRecords.nextOffsets()}: past trailing
     * control records and gaps.
     */
    public void advance(TopicPartition partition, OffsetAndMetadata next) {
        throw new IllegalStateException();
    }

    /** To be called after each poll of the consumer, whether it brought records or not: asks for new lags. */
    public void polled() {
        throw new IllegalStateException();
    }

    /** Whether {@code partition} holds more than {@code buffered.records.per.partition}: it is to be paused until not. */
    public boolean full(TopicPartition partition) {
        throw new IllegalStateException();
    }

    /** Processes one record, lowest time stamp first; false when none is ready. */
    public boolean processNext(long nowMs) {
        throw new IllegalStateException();
    }

    /** Runs stream-time and wall-clock punctuations that are due; true if any ran. */
    public boolean punctuate(long nowMs) {
        throw new IllegalStateException();
    }

    /** Runs stream-time punctuations that are due; true if any ran. */
    public boolean punctuateStreamTime() {
        throw new IllegalStateException();
    }

    /** Runs wall-clock punctuations that are due; true if any ran. */
    public boolean punctuateWallClock(long nowMs) {
        throw new IllegalStateException();
    }

    /** Whether a processor or a store asked for a commit soon. */
    public boolean commitRequested() {
        throw new IllegalStateException();
    }

    /** Whether anything happened since the last commit. */
    public boolean commitNeeded() {
        throw new IllegalStateException();
    }

    /** First step of a commit: caches go downstream and to the changelogs. */
    public void flush() {
        throw new IllegalStateException();
    }

    /** Throws the first error of a record this task wrote, if there was one; call after the producer was flushed. */
    public void rethrowSendError() {
        throw new IllegalStateException();
    }

    /** Next offset of each partition that was read from, with the partition's time in the metadata. */
    public Map<TopicPartition, OffsetAndMetadata> offsetsToCommit() {
        throw new IllegalStateException();
    }

    /** Last step of a commit: local state is applied with the acknowledged changelog offsets. */
    public void committed() {
        throw new IllegalStateException();
    }

    /** Closes the processors and forgets buffered records. */
    public void suspend() {
        throw new IllegalStateException();
    }

    /** Closes everything; may be called again. Unless {@code clean}, failures are logged and not thrown. */
    public void close(boolean clean) {
        throw new IllegalStateException();
    }
}
