package dev.millrace.streams.internal.assignment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Assignment;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Subscription;
import org.apache.kafka.common.TopicPartition;

import dev.millrace.streams.errors.TaskAssignmentException;
import dev.millrace.streams.processor.TaskId;

/**
 * The members of the group as the leader sees them, by instance.
 *
 * <p>Placement has two levels: tasks go to instances, where the state is, weighted by threads; the tasks of an instance
 * then go to its threads. A task that must move is first left out, so that its present owner commits and gives it up,
 * and assigned in the rebalance that follows by itself. <i>Confined to one assignment.</i>
 */
final class GroupMembers {
    private final Map<String, SubscriptionV1> words = new TreeMap<>();
    private final Map<String, List<TopicPartition>> owned = new HashMap<>();

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
        });
    }

    /**
     * Reads what the members sent.
     *
     * @throws TaskAssignmentException if one is not a member of this application's kind
     */
    static GroupMembers of(Map<String, Subscription> subscriptions) {
        return new GroupMembers(subscriptions);
    }

    boolean anyWantsShutdown() {
        return words.values().stream().anyMatch(SubscriptionV1::shutdownApplication);
    }

    /**
     * An assignment for each member.
     *
     * @param standbyReplicas copies of each task with logged stores
     */
    Map<String, Assignment> place(TaskPartitions tasks, int standbyReplicas) {
        Map<String, Set<TaskId>> ownedTasks = new HashMap<>();
        owned.forEach((id, partitions) -> ownedTasks.put(id, tasks.tasksOf(partitions)));
        Map<String, List<String>> threads = threadsByProcess();
        List<Bin> processes = processBins(threads);
        Map<String, SortedSet<TaskId>> active = StickyBalancer.place(tasks.tasks(), processes);
        Map<String, SortedSet<TaskId>> standby =
                StandbyPlacer.place(tasks.logged(), processes, active, standbyReplicas);
        GroupLayout layout = new GroupLayout(places(threads, active, standby), tasks.counts());
        Map<String, Assignment> assignments = new HashMap<>();
        threads.forEach((process, ids) -> {
            Map<String, SortedSet<TaskId>> copies = StickyBalancer.place(standby.get(process), standbyBins(ids));
            StickyBalancer.place(active.get(process), threadBins(ids))
                    .forEach((id, placed) -> assignments.put(
                            id, assignment(tasks, free(id, placed, ownedTasks), copies.get(id), layout)));
        });
        return assignments;
    }

    private static int newestGeneration(Map<String, Subscription> subscriptions) {
        return subscriptions.values().stream()
                .mapToInt(subscription -> subscription.generationId().orElse(-1))
                .max()
                .orElse(-1);
    }

    private Map<String, List<String>> threadsByProcess() {
        Map<String, List<String>> threads = new TreeMap<>();
        words.forEach((id, word) -> threads.computeIfAbsent(word.processId().toString(), process -> new ArrayList<>())
                .add(id));
        return threads;
    }

    /** Instances that can be asked; all threads of one say the same. */
    private List<GroupLayout.Place> places(
            Map<String, List<String>> threads,
            Map<String, SortedSet<TaskId>> active,
            Map<String, SortedSet<TaskId>> standby) {
        List<GroupLayout.Place> places = new ArrayList<>();
        threads.forEach((process, ids) -> {
            String endpoint = words.get(ids.get(0)).endpoint();
            if (!endpoint.isEmpty()) {
                places.add(new GroupLayout.Place(endpoint, active.get(process), standby.get(process)));
            }
        });
        return places;
    }

    private List<Bin> processBins(Map<String, List<String>> threads) {
        List<Bin> bins = new ArrayList<>();
        threads.forEach((process, ids) -> {
            Set<TaskId> running = new TreeSet<>();
            Map<TaskId, Long> stateSums = new HashMap<>();
            for (String id : ids) {
                running.addAll(words.get(id).running());
                words.get(id).stateSums().forEach((task, sum) -> stateSums.merge(task, sum, Math::max));
            }
            bins.add(new Bin(process, ids.size(), running, stateSums));
        });
        return bins;
    }

    private List<Bin> threadBins(List<String> ids) {
        return ids.stream()
                .map(id -> new Bin(id, 1, words.get(id).running(), Map.of()))
                .toList();
    }

    private List<Bin> standbyBins(List<String> ids) {
        return ids.stream()
                .map(id -> new Bin(id, 1, words.get(id).standby(), Map.of()))
                .toList();
    }

    /** Those of {@code placed} that no other member has to give up first. */
    private static SortedSet<TaskId> free(String id, SortedSet<TaskId> placed, Map<String, Set<TaskId>> ownedTasks) {
        SortedSet<TaskId> free = new TreeSet<>(placed);
        ownedTasks.forEach((owner, tasks) -> {
            if (!owner.equals(id)) {
                free.removeAll(tasks);
            }
        });
        return free;
    }

    private static Assignment assignment(
            TaskPartitions tasks, SortedSet<TaskId> active, SortedSet<TaskId> standby, GroupLayout layout) {
        List<TopicPartition> partitions = active.stream()
                .flatMap(task -> tasks.partitionsOf(task).stream())
                .toList();
        return new Assignment(
                partitions, AssignmentV1.of(active, standby, layout).encode());
    }
}
