package dev.millrace.streams.internal.assignment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Subscription;
import org.apache.kafka.common.TopicPartition;

import dev.millrace.streams.errors.TaskAssignmentException;
import dev.millrace.streams.internal.placement.Bin;
import dev.millrace.streams.processor.TaskId;
import dev.millrace.streams.processor.assignment.ProcessId;

/** The members of the group as the leader sees them, by instance. <i>Confined to one assignment.</i> */
final class GroupMembers {
    private final Map<String, SubscriptionV1> words = new TreeMap<>();
    private final Map<String, List<TopicPartition>> owned = new HashMap<>();
    private final Map<String, String> racks = new HashMap<>();
    private final SortedMap<ProcessId, GroupInstance> instances = new TreeMap<>();

    private GroupMembers(Map<String, Subscription> subscriptions) {
        int newest = newestGeneration(subscriptions);
        subscriptions.forEach((id, subscription) -> {
            if (subscription.userData() == null) {
                throw new TaskAssignmentException("Member " + id + " is a plain consumer: no other consumer may use"
                        + " the application.id as its group.id");
            }
            words.put(id, SubscriptionV1.decode(id, subscription.userData()));
            boolean stale = subscription.generationId().orElse(newest) < newest;
            owned.put(id, stale ? List.of() : subscription.ownedPartitions());
            racks.put(id, subscription.rackId().orElse(""));
        });
        threads().forEach((process, threads) -> instances.put(process, instance(process, threads)));
    }

    /**
     * Reads what the members sent.
     *
     * @throws TaskAssignmentException if one is not a member of this application's kind
     */
    static GroupMembers of(Map<String, Subscription> subscriptions) {
        return new GroupMembers(subscriptions);
    }

    private static int newestGeneration(Map<String, Subscription> subscriptions) {
        return subscriptions.values().stream()
                .mapToInt(subscription -> subscription.generationId().orElse(-1))
                .max()
                .orElse(-1);
    }

    private SortedMap<ProcessId, SortedMap<String, SubscriptionV1>> threads() {
        SortedMap<ProcessId, SortedMap<String, SubscriptionV1>> threads = new TreeMap<>();
        words.forEach((id, word) -> threads.computeIfAbsent(new ProcessId(word.processId()), any -> new TreeMap<>())
                .put(id, word));
        return threads;
    }

    private GroupInstance instance(ProcessId process, SortedMap<String, SubscriptionV1> threads) {
        Set<TaskId> running = new TreeSet<>();
        Set<TaskId> standby = new TreeSet<>();
        Map<TaskId, Long> stateSums = new HashMap<>();
        for (SubscriptionV1 word : threads.values()) {
            running.addAll(word.running());
            standby.addAll(word.standby());
            word.stateSums().forEach((task, sum) -> stateSums.merge(task, sum, Math::max));
        }
        standby.removeAll(running);
        return new GroupInstance(process, threads, running, standby, stateSums, racks.get(threads.firstKey()));
    }

    boolean anyWantsShutdown() {
        return words.values().stream().anyMatch(SubscriptionV1::shutdownApplication);
    }

    /** The instances, in order. */
    Collection<GroupInstance> instances() {
        return instances.values();
    }

    /** The instances as something to share out to. */
    List<Bin> bins() {
        List<Bin> bins = new ArrayList<>();
        instances.values().forEach(instance -> bins.add(instance.bin()));
        return bins;
    }

    /** The tasks that each member has not given up yet. */
    Map<String, Set<TaskId>> owned(TaskPartitions tasks) {
        Map<String, Set<TaskId>> ownedTasks = new HashMap<>();
        owned.forEach((id, partitions) -> ownedTasks.put(id, tasks.tasksOf(partitions)));
        return ownedTasks;
    }
}
