package dev.millrace.streams.errors;

/** An internal topic exists with another number of partitions or other settings than the application needs. */
public class MisconfiguredInternalTopicException extends StreamsException {
    /** Names the topic, what it has and what it should have. */
    public MisconfiguredInternalTopicException(String message) {
        super(message);
    }
}
