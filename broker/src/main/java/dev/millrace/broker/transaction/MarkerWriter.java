package dev.millrace.broker.transaction;

import java.util.function.Consumer;

import org.apache.kafka.common.protocol.Errors;

/** Writes the end of a transaction into every partition that takes part. */
@FunctionalInterface
public interface MarkerWriter {
    /**
     * Writes the markers of a prepared transaction; those that are there already are left out.
     *
     * @param prepared how it ends, and where
     * @param then told on the event-loop thread, at once or later: NONE when all markers are on disk, or why one is not
     */
    void write(Transaction prepared, Consumer<Errors> then);
}
