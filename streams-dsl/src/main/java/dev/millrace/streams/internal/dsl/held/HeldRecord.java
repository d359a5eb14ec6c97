package dev.millrace.streams.internal.dsl.held;

import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.processor.RecordContext;

/**
 * Where something that is held came from. The bytes of that record are not kept. <i>Immutable</i> but for the headers,
 * which nobody changes.
 */
public record HeldRecord(@Nullable String topic, int partition, long offset, long timestamp, Headers headers)
        implements RecordContext {
    /** What is to be remembered of {@code record}. */
    public static HeldRecord of(RecordContext record) {
        return record instanceof HeldRecord held
                ? held
                : new HeldRecord(
                        record.topic(), record.partition(), record.offset(), record.timestamp(), record.headers());
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
