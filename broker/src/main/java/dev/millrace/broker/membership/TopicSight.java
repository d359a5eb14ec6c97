package dev.millrace.broker.membership;

import java.util.Set;

import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * What a group sees of the topics of the broker.
 *
 * <p>Thread-safe.
 */
public interface TopicSight {
    /** Returns a number that grows whenever a topic is made, deleted or given partitions. */
    long version();

    /** Returns how many partitions a topic has; 0 if there is no such topic. */
    int partitions(String topic);

    /** Returns the id of a topic; null if there is no such topic. */
    @Nullable
    Uuid id(String topic);

    /** Returns the name of a topic; null if there is no topic of this id. */
    @Nullable
    String name(Uuid id);

    /** Returns the names of all topics, without internal ones, that match a regular expression (RE2) as a whole. */
    Set<String> matching(String pattern);
}
