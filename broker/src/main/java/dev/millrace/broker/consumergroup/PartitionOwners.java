package dev.millrace.broker.consumergroup;

import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

import dev.millrace.broker.assignor.PartitionSet;

/**
 * Who has which partition, or has yet to confirm that it gave it up.
 *
 * <p>Confined to the event-loop thread.
 */
final class PartitionOwners {
    private final Map<Uuid, Map<Integer, String>> owners = new HashMap<>();

    /** Takes note that a member has become another one; null for one that was not there or is no more. */
    void changed(@Nullable ConsumerMember before, @Nullable ConsumerMember after) {
        if (before != null) {
            remove(before.id(), before.assigned());
            remove(before.id(), before.revoking());
        }
        if (after != null) {
            add(after.id(), after.assigned());
            add(after.id(), after.revoking());
        }
    }

    private void add(String memberId, PartitionSet partitions) {
        partitions.byTopic().forEach((topic, numbers) -> {
            Map<Integer, String> ofTopic = owners.computeIfAbsent(topic, id -> new HashMap<>());
            numbers.forEach(partition -> ofTopic.put(partition, memberId));
        });
    }

    private void remove(String memberId, PartitionSet partitions) {
        partitions.byTopic().forEach((topic, numbers) -> {
            Map<Integer, String> ofTopic = owners.computeIfAbsent(topic, id -> new HashMap<>());
            numbers.forEach(partition -> ofTopic.remove(partition, memberId));
            if (ofTopic.isEmpty()) {
                owners.remove(topic);
            }
        });
    }

    /** Returns whether nobody else than a member has a partition. */
    boolean isFreeFor(String memberId, Uuid topic, int partition) {
        String owner = owners.getOrDefault(topic, Map.of()).get(partition);
        return owner == null || owner.equals(memberId);
    }
}
