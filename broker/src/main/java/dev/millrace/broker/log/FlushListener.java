package dev.millrace.broker.log;

import org.apache.kafka.common.protocol.Errors;

/** Is told how a sync that it asked for went. */
@FunctionalInterface
public interface FlushListener {

    /** For those who want the sync and no answer. */
    FlushListener NOBODY = outcome -> {};

    /**
     * Called once, on the flush thread, which waits for the return: hand over and go.
     *
     * @param outcome {@code NONE} if everything asked for is on disk; {@code KAFKA_STORAGE_ERROR} if the log failed and
     *     must not be trusted to hold it
     */
    void onFlush(Errors outcome);
}
