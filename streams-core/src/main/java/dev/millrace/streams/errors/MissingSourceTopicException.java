package dev.millrace.streams.errors;

/** An input topic of the topology does not exist: create it, then start again. */
public class MissingSourceTopicException extends StreamsException {
    /** With a message. */
    public MissingSourceTopicException(String message) {
        super(message);
    }
}
