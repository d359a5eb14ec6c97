package dev.millrace.streams.errors;

/** A query for a store that does not exist, or cannot be queried now; a later attempt may succeed. */
public class InvalidStateStoreException extends StreamsException {
    /** With a message. */
    public InvalidStateStoreException(String message) {
        super(message);
    }

    /** With a message and its cause. */
    public InvalidStateStoreException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Wraps {@code cause}. */
    public InvalidStateStoreException(Throwable cause) {
        super(cause);
    }
}
