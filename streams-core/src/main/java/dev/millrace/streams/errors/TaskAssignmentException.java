package dev.millrace.streams.errors;

/** The tasks of the application could not be shared out among the members of its group. */
public class TaskAssignmentException extends StreamsException {
    /** With a message. */
    public TaskAssignmentException(String message) {
        super(message);
    }

    /** With a message and its cause. */
    public TaskAssignmentException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Wraps {@code cause}. */
    public TaskAssignmentException(Throwable cause) {
        super(cause);
    }
}
