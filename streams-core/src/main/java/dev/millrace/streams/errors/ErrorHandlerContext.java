package dev.millrace.streams.errors;

import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.processor.TaskId;

/** Where something failed: the input record, the node and the task (KIP-1033). */
public interface ErrorHandlerContext {
    /** Topic of the input record; null if there is none, as in a punctuation. */
    @Nullable
    String topic();

    /** Partition of the input record; -1 if there is none. */
    int partition();

    /** Offset of the input record; -1 if there is none. */
    long offset();

    /** Headers of the record that failed. */
    Headers headers();

    /** Name of the node at which it failed; null if it failed at none, as a changelog entry does. */
    @Nullable
    String processorNodeId();

    /** The task in which it failed. */
    TaskId taskId();

    /** Time of the record that failed, milliseconds since the epoch. */
    long timestamp();

    /** Key of the input record as read; null if it had none or is not kept. */
    byte @Nullable [] sourceRawKey();

    /** Value of the input record as read; null if it had none or is not kept. */
    byte @Nullable [] sourceRawValue();
}
