package dev.millrace.streams.errors;

/** A text that should name a task and does not. */
public class TaskIdFormatException extends StreamsException {
    /** With the offending text, or a message that contains it. */
    public TaskIdFormatException(String text) {
        super("Not a task id (expected <sub-topology>_<partition>): " + text);
    }
}
