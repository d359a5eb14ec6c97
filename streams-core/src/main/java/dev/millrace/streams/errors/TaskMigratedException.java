package dev.millrace.streams.errors;

/** A task was taken over by another member while this one still worked on it. The runtime recovers by itself. */
public class TaskMigratedException extends StreamsException {
    /** With a message. */
    public TaskMigratedException(String message) {
        super(message);
    }

    /** With a message and its cause. */
    public TaskMigratedException(String message, Throwable cause) {
        super(message, cause);
    }
}
