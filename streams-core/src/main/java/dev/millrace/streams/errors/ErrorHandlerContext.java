package dev.millrace.streams.errors;

import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.processor.TaskId;

/** Where an error happened, for the handlers. Valid during the call only. */
public interface ErrorHandlerContext {
    /** Topic of the input record; null if there is none (a punctuation). */
    @Nullable
    String topic();

    /** Its partition; -1 without one. */
    int partition();

    /** Offset of the input record; -1 if there is none. */
    long offset();

    /** Headers of the record being processed. */
    Headers headers();

    /** The node in which it happened. */
    String processorNodeId();

    /** The task in which it happened. */
    TaskId taskId();

    /** Time stamp of the record being processed, milliseconds since the epoch. */
    long timestamp();

    /** Key as read; null if none. */
    byte @Nullable [] sourceRawKey();

    /** Value as read; null if none. */
    byte @Nullable [] sourceRawValue();
}
