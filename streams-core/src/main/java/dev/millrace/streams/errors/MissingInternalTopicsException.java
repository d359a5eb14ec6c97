package dev.millrace.streams.errors;

import java.util.List;

/** Internal topics that an application had are gone. */
public class MissingInternalTopicsException extends StreamsException {
    private final List<String> topics;

    /** Names the topics that are missing. */
    public MissingInternalTopicsException(String message, List<String> topics) {
        super(message);
        this.topics = List.copyOf(topics);
    }

    /** The missing topics, not modifiable. */
    public List<String> topics() {
        return topics;
    }
}
