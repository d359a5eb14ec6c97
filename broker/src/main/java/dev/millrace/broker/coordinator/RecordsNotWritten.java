package dev.millrace.broker.coordinator;

import org.apache.kafka.common.protocol.Errors;

/** The coordinator's log took none of the records; the request has had no effect. */
public final class RecordsNotWritten extends RuntimeException {
    private final Errors error;

    /**
     * Makes the exception.
     *
     * @param error what clients are told
     * @param cause why the log refused
     */
    public RecordsNotWritten(Errors error, Throwable cause) {
        super(cause.getMessage(), cause);
        this.error = error;
    }

    /** Returns what clients are told. */
    public Errors error() {
        return error;
    }
}
