package dev.millrace.streams.internal.output;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Signatures ahead of their bodies: the next commit on this branch replaces them. */
public final class PartitionWriter {
    PartitionWriter() {}

    /** The partition written to. */
    public TopicPartition partition() {
        throw new IllegalStateException();
    }

    /** Sends one entry; returns before it is acknowledged. */
    public void send(byte[] key, byte @Nullable [] value, long timestamp, @Nullable Headers headers) {
        throw new IllegalStateException();
    }

    /** The offset after the last acknowledged entry, exclusive; -1 if none was acknowledged yet. */
    public long nextOffset() {
        throw new IllegalStateException();
    }
}
