package dev.millrace.streams.errors;

/** A state directory that another task or process holds. */
public class LockException extends StreamsException {
    /** With a message. */
    public LockException(String message) {
        super(message);
    }

    /** With a message and its cause. */
    public LockException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Wraps {@code cause}. */
    public LockException(Throwable cause) {
        super(cause);
    }
}
