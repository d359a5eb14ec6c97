package dev.millrace.streams.processor;

import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Where a record came from, for code that routes or reports it. */
public interface RecordContext {
    /** Offset of the input record; -1 if there is none (a punctuation). */
    long offset();

    /** Time stamp of the record, milliseconds since the epoch. */
    long timestamp();

    /** Topic of the input record; null if there is none. */
    @Nullable
    String topic();

    /** Partition of the input record; -1 if there is none. */
    int partition();

    /** Headers of the record. */
    Headers headers();

    /** The input record's key as read; null if it had none or is not kept. */
    byte @Nullable [] sourceRawKey();

    /** The input record's value as read; null if it had none or is not kept. */
    byte @Nullable [] sourceRawValue();
}
