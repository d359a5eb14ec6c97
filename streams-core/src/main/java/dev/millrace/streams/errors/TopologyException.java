package dev.millrace.streams.errors;

/** A topology that cannot be built or run as it was described. */
public class TopologyException extends StreamsException {
    /** With a message. */
    public TopologyException(String message) {
        super(message);
    }

    /** With a message and its cause. */
    public TopologyException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Wraps {@code cause}. */
    public TopologyException(Throwable cause) {
        super(cause);
    }
}
