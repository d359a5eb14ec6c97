package dev.millrace.streams.errors;

/** A query for a store that the topology does not have. */
public class UnknownStateStoreException extends InvalidStateStoreException {
    /** With a message. */
    public UnknownStateStoreException(String message) {
        super(message);
    }

    /** With a message and its cause. */
    public UnknownStateStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
