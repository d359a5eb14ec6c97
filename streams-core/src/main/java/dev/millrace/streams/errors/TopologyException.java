package dev.millrace.streams.errors;

import org.jspecify.annotations.Nullable;

/** A topology that cannot be built or run as it was described. */
public class TopologyException extends StreamsException {
    private static final String INVALID = "Invalid topology";

    /** With a message that says what is wrong, put behind "Invalid topology: " as in Kafka Streams. */
    public TopologyException(@Nullable String message) {
        super(said(message));
    }

    /** With such a message and its cause. */
    public TopologyException(@Nullable String message, Throwable cause) {
        super(said(message), cause);
    }

    /** Wraps {@code cause}. */
    public TopologyException(Throwable cause) {
        super(cause);
    }

    private static String said(@Nullable String message) {
        return message == null ? INVALID : INVALID + ": " + message;
    }
}
