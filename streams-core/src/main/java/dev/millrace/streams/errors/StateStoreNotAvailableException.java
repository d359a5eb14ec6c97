package dev.millrace.streams.errors;

/** A query on a store that is not to be had: its instance is closing or its task failed. */
public class StateStoreNotAvailableException extends InvalidStateStoreException {
    /** With a message. */
    public StateStoreNotAvailableException(String message) {
        super(message);
    }

    /** With a message and its cause. */
    public StateStoreNotAvailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
