package dev.millrace.streams.errors;

/** A query while tasks are moving; stores can be read again when the instance is running. */
public class StreamsRebalancingException extends InvalidStateStoreException {
    /** With a message. */
    public StreamsRebalancingException(String message) {
        super(message);
    }

    /** With a message and its cause. */
    public StreamsRebalancingException(String message, Throwable cause) {
        super(message, cause);
    }
}
