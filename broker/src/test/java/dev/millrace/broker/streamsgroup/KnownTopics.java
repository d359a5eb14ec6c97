package dev.millrace.broker.streamsgroup;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Topics that a test makes and deletes. */
public final class KnownTopics implements TopicSight {
    private final Map<String, Integer> partitions = new TreeMap<>();
    private long version;

    /** Makes a topic, or gives it another number of partitions. */
    public void put(String topic, int count) {
        partitions.put(topic, count);
        version++;
    }

    /** Deletes a topic. */
    public void remove(String topic) {
        partitions.remove(topic);
        version++;
    }

    /** Makes whatever a group demands. */
    public Optional<String> make(DemandedTopic topic) {
        put(topic.name(), topic.partitions());
        return Optional.empty();
    }

    @Override
    public long version() {
        return version;
    }

    @Override
    public int partitions(String topic) {
        return partitions.getOrDefault(topic, 0);
    }

    @Override
    public Set<String> matching(String pattern) {
        Set<String> names = new TreeSet<>(partitions.keySet());
        names.removeIf(name -> !name.matches(pattern));
        return names;
    }
}
