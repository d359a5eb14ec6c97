package dev.millrace.streams.errors;

/** A state store that cannot be opened, written or restored. */
public class ProcessorStateException extends StreamsException {
    /** With a message. */
    public ProcessorStateException(String message) {
        super(message);
    }

    /** With a message and its cause. */
    public ProcessorStateException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Wraps {@code cause}. */
    public ProcessorStateException(Throwable cause) {
        super(cause);
    }
}
