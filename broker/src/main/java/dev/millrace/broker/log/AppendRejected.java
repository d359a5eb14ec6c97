package dev.millrace.broker.log;

import java.util.List;

import org.apache.kafka.common.protocol.Errors;

/**
 * Says that nothing of an append was written, and how to tell the producer. It carries no stack trace: a producer may
 * cause as many of these as it likes.
 */
public final class AppendRejected extends RuntimeException {

    private final Errors error;
    private final transient List<RecordFault> faults;

    /**
     * Makes a refusal.
     *
     * @param error the protocol's name for it
     * @param message which value was found and which would have been accepted
     * @param faults the records at fault, where that is known; empty if the batch as a whole is refused
     */
    public AppendRejected(Errors error, String message, List<RecordFault> faults) {
        super(message, null, false, false);
        this.error = error;
        this.faults = List.copyOf(faults);
    }

    AppendRejected(Errors error, String message) {
        this(error, message, List.of());
    }

    /** Returns the error code to answer with. */
    public Errors error() {
        return error;
    }

    /** Returns the records at fault, possibly none. */
    public List<RecordFault> faults() {
        return faults;
    }
}
