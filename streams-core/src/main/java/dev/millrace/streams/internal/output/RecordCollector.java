package dev.millrace.streams.internal.output;

import java.util.Map;

import org.apache.kafka.common.TopicPartition;

/** Signatures ahead of their bodies: the next commit on this branch replaces them. */
public final class RecordCollector {
    RecordCollector() {}

    /** A writer for {@code partition} that knows how far it is acknowledged; one for each changelog of the task. */
    public PartitionWriter writerFor(TopicPartition partition) {
        throw new IllegalStateException();
    }

    /** For each partition with a writer that had something acknowledged: the offset after it, exclusive. */
    public Map<TopicPartition, Long> acknowledgedOffsets() {
        throw new IllegalStateException();
    }

    /** Waits for everything sent, then throws the first error if there was one. */
    public void flush() {
        throw new IllegalStateException();
    }

    /** Throws the first error of what was sent, if there was one. */
    public void rethrowError() {
        throw new IllegalStateException();
    }
}
