package dev.millrace.broker.assignor;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

import org.apache.kafka.common.Uuid;

/**
 * What one member is to have, while it is being worked out. Two of them are the same only if they are one.
 *
 * <p>Confined to one thread.
 */
final class MemberLoad {
    private final String memberId;
    private final SortedMap<TopicShare, TreeSet<Integer>> partitions = new TreeMap<>();
    private int size;

    MemberLoad(String memberId) {
        this.memberId = memberId;
    }

    String memberId() {
        return memberId;
    }

    int size() {
        return size;
    }

    /** Returns a view of the topics of which the member has partitions, in order. */
    Set<TopicShare> topics() {
        return Collections.unmodifiableSet(partitions.keySet());
    }

    void add(TopicShare topic, int partition) {
        partitions.computeIfAbsent(topic, share -> new TreeSet<>()).add(partition);
        size++;
    }

    /** Takes away the last partition of a topic, of which the member has one at least. */
    int remove(TopicShare topic) {
        TreeSet<Integer> numbers = partitions.get(topic);
        int last = numbers.pollLast();
        if (numbers.isEmpty()) {
            partitions.remove(topic);
        }
        size--;
        return last;
    }

    PartitionSet partitions() {
        Map<Uuid, TreeSet<Integer>> byTopic = new TreeMap<>();
        partitions.forEach((topic, numbers) -> byTopic.put(topic.topic(), numbers));
        return PartitionSet.of(byTopic);
    }
}
