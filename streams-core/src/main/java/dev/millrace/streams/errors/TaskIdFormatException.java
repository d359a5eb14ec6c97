package dev.millrace.streams.errors;

/** A text that should name a task and does not. */
public class TaskIdFormatException extends StreamsException {
    /** With the offending text, or a message that contains it. */
    public TaskIdFormatException(String text) {
        super("Not a task id (expected <sub-topology>_<partition>): " + text);
    }

    /** As before, and why it could not be read. */
    public TaskIdFormatException(String text, Throwable throwable) {
        super("Task id that cannot be read: " + text, throwable);
    }

    /** With the reason only. */
    public TaskIdFormatException(Throwable throwable) {
        super("A task id could not be read", throwable);
    }
}
