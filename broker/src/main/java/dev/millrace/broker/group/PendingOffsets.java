package dev.millrace.broker.group;

import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.common.TopicPartition;

/**
 * Offsets that were committed in transactions which have not ended.
 *
 * <p>Each has a number in the order of the log. An offset that counts supersedes all pending ones with a lower number
 * for the same partition of the same group, so that in the end the last in the log wins, however late the transactions
 * before it end; compaction, which keeps the last of each key, comes to the same result.
 *
 * <p>Confined to the event-loop thread.
 */
final class PendingOffsets {
    private final Map<Long, Map<Key, Pending>> byProducer = new HashMap<>();
    private long counter;

    /** Notes an offset of an open transaction. */
    void put(long producerId, String groupId, TopicPartition partition, CommittedOffset offset) {
        byProducer
                .computeIfAbsent(producerId, id -> new HashMap<>())
                .put(new Key(groupId, partition), new Pending(offset, counter++));
    }

    /** Forgets what an offset that counts at once, or a tombstone, has superseded. */
    void supersede(String groupId, TopicPartition partition) {
        if (!byProducer.isEmpty()) {
            supersede(new Key(groupId, partition), counter++);
        }
    }

    private void supersede(Key key, long number) {
        for (Map<Key, Pending> offsets : byProducer.values()) {
            Pending pending = offsets.get(key);
            if (pending != null && pending.number < number) {
                offsets.remove(key);
            }
        }
    }

    /**
     * Ends the transaction of a producer.
     *
     * @param accept receives the offsets that count, if the transaction was committed
     */
    void end(long producerId, boolean committed, Acceptor accept) {
        Map<Key, Pending> ended = byProducer.remove(producerId);
        if (ended != null && committed) {
            ended.forEach((key, pending) -> {
                supersede(key, pending.number);
                accept.offset(key.groupId, key.partition, pending.offset);
            });
        }
    }

    boolean isPending(String groupId, TopicPartition partition) {
        Key key = new Key(groupId, partition);
        return byProducer.values().stream().anyMatch(offsets -> offsets.containsKey(key));
    }

    boolean hasAny(String groupId) {
        return byProducer.values().stream()
                .anyMatch(offsets -> offsets.keySet().stream().anyMatch(key -> key.groupId.equals(groupId)));
    }

    /** Takes in an offset that counts. */
    @FunctionalInterface
    interface Acceptor {
        void offset(String groupId, TopicPartition partition, CommittedOffset offset);
    }

    private record Key(String groupId, TopicPartition partition) {}

    private record Pending(CommittedOffset offset, long number) {}
}
