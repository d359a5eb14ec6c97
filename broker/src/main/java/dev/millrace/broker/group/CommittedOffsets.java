package dev.millrace.broker.group;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The committed offsets of all groups.
 *
 * <p>Confined to the event-loop thread.
 */
final class CommittedOffsets {
    private final Map<String, Map<TopicPartition, CommittedOffset>> byGroup = new HashMap<>();

    void put(String groupId, TopicPartition partition, CommittedOffset offset) {
        byGroup.computeIfAbsent(groupId, id -> new HashMap<>()).put(partition, offset);
    }

    void remove(String groupId, TopicPartition partition) {
        Map<TopicPartition, CommittedOffset> offsets = byGroup.get(groupId);
        if (offsets != null) {
            offsets.remove(partition);
            if (offsets.isEmpty()) {
                byGroup.remove(groupId);
            }
        }
    }

    @Nullable
    CommittedOffset get(String groupId, TopicPartition partition) {
        return ofGroup(groupId).get(partition);
    }

    /** Returns a view of the offsets of one group. */
    Map<TopicPartition, CommittedOffset> ofGroup(String groupId) {
        Map<TopicPartition, CommittedOffset> offsets = byGroup.get(groupId);
        return offsets == null ? Map.of() : Collections.unmodifiableMap(offsets);
    }

    Set<String> groupIds() {
        return Collections.unmodifiableSet(byGroup.keySet());
    }

    /** Returns how many offsets there are. */
    int size() {
        return byGroup.values().stream().mapToInt(Map::size).sum();
    }

    boolean has(String groupId) {
        return byGroup.containsKey(groupId);
    }
}
