package dev.millrace.broker.streamsgroup;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.apache.kafka.common.Uuid;

import dev.millrace.broker.membership.TopicSight;

/** Topics that a test makes and deletes. */
public final class KnownTopics implements TopicSight {
    private final Map<String, Integer> partitions = new TreeMap<>();
    private final Map<String, Uuid> ids = new TreeMap<>();
    private long version;

    /** Makes a topic, or gives it another number of partitions. */
    public void put(String topic, int count) {
        partitions.put(topic, count);
        ids.computeIfAbsent(topic, name -> Uuid.randomUuid());
        version++;
    }

    /** Deletes a topic. */
    public void remove(String topic) {
        partitions.remove(topic);
        ids.remove(topic);
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
    public Uuid id(String topic) {
        return ids.get(topic);
    }

    @Override
    public String name(Uuid id) {
        return ids.entrySet().stream()
                .filter(entry -> entry.getValue().equals(id))
                .map(Map.Entry::getKey)
                .findAny()
                .orElse(null);
    }

    @Override
    public Set<String> matching(String pattern) {
        Set<String> names = new TreeSet<>(partitions.keySet());
        names.removeIf(name -> !name.matches(pattern));
        return names;
    }
}
