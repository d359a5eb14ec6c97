package dev.millrace.broker.api;

import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.internals.Topic;

/** The rules for names of topics. Without state. */
final class TopicNames {
    private TopicNames() {}

    static boolean isLegal(String name) {
        try {
            Topic.validate(name);
            return true;
        } catch (InvalidTopicException e) {
            return false;
        }
    }
}
