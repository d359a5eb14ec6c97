package dev.millrace.broker.streamsgroup;

import java.util.Set;

/**
 * What a group of Streams members sees of the topics of the broker.
 *
 * <p>Confined to the event-loop thread.
 */
public interface TopicSight {
    /** Returns a number that grows whenever a topic is made, deleted or given partitions. */
    long version();

    /** Returns how many partitions a topic has; 0 if there is no such topic. */
    int partitions(String topic);

    /** Returns the names of all topics, without internal ones, that match a regular expression (RE2) as a whole. */
    Set<String> matching(String pattern);
}
