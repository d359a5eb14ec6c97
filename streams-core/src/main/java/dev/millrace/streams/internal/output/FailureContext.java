package dev.millrace.streams.internal.output;

import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.errors.ErrorHandlerContext;
import dev.millrace.streams.processor.TaskId;

/**
 * What an exception handler is told about the record that failed. <i>Immutable</i> as far as its parts are.
 *
 * @param topic topic of the input record; null if there is none (a punctuation)
 * @param partition partition of the input record; -1 if there is none
 * @param offset offset of the input record; -1 if there is none
 * @param headers headers of the record that failed
 * @param processorNodeId the node it failed at; null if it failed at none
 * @param taskId the task it failed in
 * @param timestamp time of the record that failed, milliseconds since the epoch
 * @param sourceRawKey key of the input record as read; null if it had none or is not kept
 * @param sourceRawValue value of the input record as read; null if it had none or is not kept
 */
public record FailureContext(
        @Nullable String topic,
        int partition,
        long offset,
        Headers headers,
        @Nullable String processorNodeId,
        TaskId taskId,
        long timestamp,
        byte @Nullable [] sourceRawKey,
        byte @Nullable [] sourceRawValue)
        implements ErrorHandlerContext {
    /** The same without the bytes of the input record: fit to be kept while a send is under way. */
    public FailureContext withoutSource() {
        return new FailureContext(topic, partition, offset, headers, processorNodeId, taskId, timestamp, null, null);
    }
}
