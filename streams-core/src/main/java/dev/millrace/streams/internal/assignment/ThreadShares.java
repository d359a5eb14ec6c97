package dev.millrace.streams.internal.assignment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Assignment;
import org.apache.kafka.common.TopicPartition;

import dev.millrace.streams.internal.placement.Bin;
import dev.millrace.streams.internal.placement.StickyBalancer;
import dev.millrace.streams.processor.TaskId;

/**
 * Shares the tasks of each instance out to its threads, and writes down what each is told.
 *
 * <p>A task that must move is first left out, so that its present owner commits and gives it up, and assigned in the
 * rebalance that follows by itself. If the instance it moves to has a copy, it keeps that until then. A copy of a task
 * whose stores are restored from its input has nothing to follow, and is not made. <i>Confined to
 * one assignment.</i>
 */
final class ThreadShares {
    private final GroupMembers members;
    private final TaskPartitions tasks;
    private final GroupPlacement placement;
    private final Map<String, Set<TaskId>> owned;
    private final GroupLayout layout;
    private final Map<String, Assignment> assignments = new HashMap<>();

    private ThreadShares(GroupMembers members, TaskPartitions tasks, GroupPlacement placement) {
        this.members = members;
        this.tasks = tasks;
        this.placement = placement;
        this.owned = members.owned(tasks);
        this.layout = new GroupLayout(places(), tasks.counts());
    }

    /** An assignment for each member. */
    static Map<String, Assignment> of(ApplicationView group, GroupPlacement placement) {
        ThreadShares shares = new ThreadShares(group.members(), group.tasks(), placement);
        group.members().instances().forEach(shares::share);
        return shares.assignments;
    }

    /** Instances that can be asked; all threads of one say the same. */
    private List<GroupLayout.Place> places() {
        List<GroupLayout.Place> places = new ArrayList<>();
        for (GroupInstance instance : members.instances()) {
            String endpoint = instance.word().endpoint();
            if (!endpoint.isEmpty()) {
                places.add(new GroupLayout.Place(
                        endpoint, placement.active(instance.process()), placement.standby(instance.process())));
            }
        }
        return places;
    }

    private void share(GroupInstance instance) {
        List<Bin> runners = new ArrayList<>();
        List<Bin> copiers = new ArrayList<>();
        instance.threads().forEach((id, word) -> {
            runners.add(new Bin(id, 1, word.running(), Map.of()));
            copiers.add(new Bin(id, 1, word.standby(), Map.of()));
        });
        Map<String, SortedSet<TaskId>> active = StickyBalancer.place(placement.active(instance.process()), runners);
        SortedSet<TaskId> copies = new TreeSet<>(placement.standby(instance.process()));
        copies.retainAll(tasks.logged());
        active.forEach((id, placed) -> {
            SortedSet<TaskId> waiting = new TreeSet<>(placed);
            waiting.removeAll(free(id, placed));
            waiting.retainAll(instance.standby());
            copies.addAll(waiting);
        });
        Map<String, SortedSet<TaskId>> standby = StickyBalancer.place(copies, copiers);
        long followUpMs = placement
                .followUps()
                .getOrDefault(instance.process(), Instant.ofEpochMilli(AssignmentV1.NO_FOLLOW_UP))
                .toEpochMilli();
        String asker = instance.threads().firstKey();
        active.forEach((id, placed) -> assignments.put(
                id,
                assignment(
                        free(id, placed), standby.get(id), id.equals(asker) ? followUpMs : AssignmentV1.NO_FOLLOW_UP)));
    }

    /** Those of {@code placed} that no other member has to give up first. */
    private SortedSet<TaskId> free(String id, SortedSet<TaskId> placed) {
        SortedSet<TaskId> free = new TreeSet<>(placed);
        owned.forEach((owner, present) -> {
            if (!owner.equals(id)) {
                free.removeAll(present);
            }
        });
        return free;
    }

    private Assignment assignment(SortedSet<TaskId> active, SortedSet<TaskId> standby, long followUpMs) {
        List<TopicPartition> partitions = active.stream()
                .flatMap(task -> tasks.partitionsOf(task).stream())
                .toList();
        return new Assignment(
                partitions, AssignmentV1.of(active, standby, layout, followUpMs).encode());
    }
}
