package dev.millrace.streams.internal.dsl.operator.suppress;

import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.processor.RecordContext;

/**
 * The record that made a change which is held back. Its bytes are not kept. <i>Immutable</i> but for the headers, which
 * nobody changes.
 */
record HeldRecord(@Nullable String topic, int partition, long offset, long timestamp, Headers headers)
        implements RecordContext {
    static HeldRecord of(RecordContext record) {
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
