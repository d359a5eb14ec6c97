package dev.millrace.streams.errors;

/** All internal topics of an application were there when they were to be created. */
public class InternalTopicsAlreadySetupException extends StreamsException {
    /** Says which. */
    public InternalTopicsAlreadySetupException(String message) {
        super(message);
    }
}
