package dev.millrace.streams.internal.output;

import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Hears what became of records. One listener may stand for many: an output may then tell it once for a whole batch.
 * Also a producer's callback, so that behind a producer a record costs no further object. It must not throw.
 */
public interface SendListener extends Callback {
    /**
     * Records were written.
     *
     * @param nextOffset the offset after the last of them, exclusive; not told if the broker did not name it
     */
    void acknowledged(long nextOffset);

    /** Records for {@code topic} are given up. */
    void failed(String topic, Exception error);

    @Override
    default void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception error) {
        if (error != null) {
            failed(metadata == null ? "(unknown)" : metadata.topic(), error);
        } else if (metadata != null && metadata.hasOffset()) {
            acknowledged(metadata.offset() + 1);
        }
    }
}
