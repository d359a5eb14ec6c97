package dev.millrace.broker.api;

import org.apache.kafka.common.Uuid;

/**
 * A partition as a fetch names it: by the topic's name up to version 12, by its id from then on.
 *
 * <p>Immutable.
 *
 * @param topic name, empty if the id counts
 * @param topicId id, zero if the name counts
 * @param partition number of the partition
 */
record FetchTarget(String topic, Uuid topicId, int partition) {

    boolean byId() {
        return topic.isEmpty();
    }

    boolean sameTopic(FetchTarget other) {
        return topicId.equals(other.topicId) && topic.equals(other.topic);
    }
}
