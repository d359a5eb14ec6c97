package dev.millrace.streams.internal.driver.mock;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.processor.RecordContext;
import dev.millrace.streams.processor.api.RecordMetadata;

/**
 * Where a test says that the record being processed came from. <i>Immutable.</i>
 *
 * @param topic null if it did not say so
 */
public record MockRecord(@Nullable String topic, int partition, long offset) implements RecordContext, RecordMetadata {
    private static final MockRecord NONE = new MockRecord(null, -1, -1);

    /** For a test that said nothing. */
    static MockRecord none() {
        return NONE;
    }

    @Override
    public long timestamp() {
        return 0;
    }

    @Override
    public Headers headers() {
        return new RecordHeaders();
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
