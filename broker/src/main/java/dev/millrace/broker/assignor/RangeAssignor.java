package dev.millrace.broker.assignor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.apache.kafka.common.Uuid;

/**
 * Gives each subscriber of a topic a run of neighbouring partitions ({@code range}).
 *
 * <p>Members stand in the same order for each topic, static ones first by their instance ids, then the others by their
 * member ids. So partitions of the same number go to the same member wherever topics have equal numbers of partitions
 * and equal subscribers, which joins of topics need. Runs differ in length by one at most, the longer ones first.
 *
 * <p>Immutable.
 */
final class RangeAssignor implements ServerAssignor {
    static final String NAME = "range";

    @Override
    public Map<String, PartitionSet> assign(List<Subscriber> subscribers, Map<Uuid, Integer> partitions) {
        List<Subscriber> inOrder = new ArrayList<>(subscribers);
        inOrder.sort(Comparator.comparing((Subscriber member) -> member.instanceId() == null)
                .thenComparing(RangeAssignor::name));
        Map<String, Map<Uuid, List<Integer>>> runs = new HashMap<>();
        subscribers.forEach(member -> runs.put(member.memberId(), new HashMap<>()));
        partitions.forEach((topic, count) -> {
            List<Subscriber> readers = inOrder.stream()
                    .filter(member -> member.topics().contains(topic))
                    .toList();
            share(topic, count, readers, runs);
        });
        Map<String, PartitionSet> assigned = new TreeMap<>();
        runs.forEach((memberId, topics) -> assigned.put(memberId, PartitionSet.of(topics)));
        return assigned;
    }

    private static String name(Subscriber member) {
        return member.instanceId() == null ? member.memberId() : member.instanceId();
    }

    private static void share(
            Uuid topic, int count, List<Subscriber> readers, Map<String, Map<Uuid, List<Integer>>> runs) {
        int next = 0;
        for (int i = 0; i < readers.size(); i++) {
            int length = count / readers.size() + (i < count % readers.size() ? 1 : 0);
            List<Integer> run = new ArrayList<>(length);
            for (int end = next + length; next < end; next++) {
                run.add(next);
            }
            runs.get(readers.get(i).memberId()).put(topic, run);
        }
    }
}
