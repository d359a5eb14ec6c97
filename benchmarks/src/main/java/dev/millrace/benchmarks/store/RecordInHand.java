package dev.millrace.benchmarks.store;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.processor.RecordContext;

/**
 * The one record that is always being processed.
 *
 * <p><em>Immutable.</em>
 *
 * @param timestamp its time stamp, milliseconds since the epoch
 * @param headers its headers
 */
record RecordInHand(long timestamp, Headers headers) implements RecordContext {

    RecordInHand() {
        this(0, new RecordHeaders());
    }

    @Override
    public long offset() {
        return 0;
    }

    @Override
    public String topic() {
        return "input";
    }

    @Override
    public int partition() {
        return 0;
    }

    @Override
    public byte @Nullable [] sourceRawKey() {
        return null;
    }

    @Override
    public byte @Nullable [] sourceRawValue() {
        return null;
    }
}
