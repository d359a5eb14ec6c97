package dev.millrace.streams.errors;

/** A query before the application was started. */
public class StreamsNotStartedException extends InvalidStateStoreException {
    /** With a message. */
    public StreamsNotStartedException(String message) {
        super(message);
    }

    /** With a message and its cause. */
    public StreamsNotStartedException(String message, Throwable cause) {
        super(message, cause);
    }
}
