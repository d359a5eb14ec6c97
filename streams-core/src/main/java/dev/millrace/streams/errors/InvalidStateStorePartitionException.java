package dev.millrace.streams.errors;

/** A query for a partition of a store that is not here; ask the instance that has it. */
public class InvalidStateStorePartitionException extends InvalidStateStoreException {
    /** With a message. */
    public InvalidStateStorePartitionException(String message) {
        super(message);
    }

    /** With a message and its cause. */
    public InvalidStateStorePartitionException(String message, Throwable cause) {
        super(message, cause);
    }
}
