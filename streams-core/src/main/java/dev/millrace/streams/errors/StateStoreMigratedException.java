package dev.millrace.streams.errors;

/** A query on a store that has since moved to another thread or instance; obtain the store anew. */
public class StateStoreMigratedException extends InvalidStateStoreException {
    /** With a message. */
    public StateStoreMigratedException(String message) {
        super(message);
    }

    /** With a message and its cause. */
    public StateStoreMigratedException(String message, Throwable cause) {
        super(message, cause);
    }
}
