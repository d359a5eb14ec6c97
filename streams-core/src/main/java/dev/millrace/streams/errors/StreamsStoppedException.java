package dev.millrace.streams.errors;

/** A query after the application stopped; only a new one can answer. */
public class StreamsStoppedException extends InvalidStateStoreException {
    /** With a message. */
    public StreamsStoppedException(String message) {
        super(message);
    }

    /** With a message and its cause. */
    public StreamsStoppedException(String message, Throwable cause) {
        super(message, cause);
    }
}
