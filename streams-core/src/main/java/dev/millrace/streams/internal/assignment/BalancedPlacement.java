package dev.millrace.streams.internal.assignment;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;

import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.GroupAssignment;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.GroupSubscription;
import org.apache.kafka.common.utils.Time;

import dev.millrace.streams.internal.placement.ActiveRacks;
import dev.millrace.streams.internal.placement.Bin;
import dev.millrace.streams.internal.placement.RackRequest;
import dev.millrace.streams.internal.placement.StandbyMoves;
import dev.millrace.streams.internal.placement.StandbyPlacement;
import dev.millrace.streams.internal.placement.StandbyPlacer;
import dev.millrace.streams.internal.placement.StandbyRacks;
import dev.millrace.streams.internal.placement.StickyBalancer;
import dev.millrace.streams.processor.TaskId;
import dev.millrace.streams.processor.assignment.AssignmentConfigs;
import dev.millrace.streams.processor.assignment.KafkaStreamsAssignment;
import dev.millrace.streams.processor.assignment.KafkaStreamsAssignment.AssignedTask;
import dev.millrace.streams.processor.assignment.KafkaStreamsAssignment.AssignedTask.Type;
import dev.millrace.streams.processor.assignment.ProcessId;

/**
 * The placement of tasks where the application has no assignor of its own: even, with as few moves as that allows,
 * near the racks if they count, and, for tasks with much state, only once the instance has caught up (see
 * {@link WarmUps}). <i>Confined to one assignment.</i>
 */
final class BalancedPlacement implements PlacementPolicy {
    /** Where the application does not say, it is worth ten moves to be near a partition, as in Kafka Streams. */
    private static final int TRAFFIC_COST = 10;

    private static final int MOVE_COST = 1;

    private final Time time;

    BalancedPlacement(Time time) {
        this.time = time;
    }

    @Override
    public GroupAssignment assign(ApplicationView group, GroupSubscription subscription) {
        return new GroupAssignment(ThreadShares.of(group, place(group)));
    }

    GroupPlacement place(ApplicationView group) {
        List<Bin> bins = group.members().bins();
        Map<ProcessId, KafkaStreamsAssignment> placed = new TreeMap<>();
        placeActive(group, bins, placed);
        placeCopies(group, bins, placed);
        GroupPlacement ideal = GroupPlacement.of(placed.values());
        if (new WarmUps(group, ideal).delayMoves()) {
            GroupInstance asker = group.members().instances().iterator().next();
            long intervalMs = group.assignmentConfigs().probingRebalanceIntervalMs();
            ideal.followUps().put(asker.process(), Instant.ofEpochMilli(time.milliseconds() + intervalMs));
        }
        return ideal;
    }

    private static void add(
            Map<ProcessId, KafkaStreamsAssignment> placed, Map<String, SortedSet<TaskId>> tasks, Type role) {
        tasks.forEach((id, some) -> {
            ProcessId process = new ProcessId(UUID.fromString(id));
            KafkaStreamsAssignment assignment =
                    placed.computeIfAbsent(process, any -> KafkaStreamsAssignment.of(process, Set.of()));
            some.forEach(task -> assignment.assignTask(new AssignedTask(task, role)));
        });
    }

    /** Stateless tasks move easily: the costs that the application sets are for those with state. */
    private static void placeActive(
            ApplicationView group, List<Bin> bins, Map<ProcessId, KafkaStreamsAssignment> placed) {
        Set<TaskId> tasks = group.tasks().tasks();
        SortedSet<TaskId> logged = new TreeSet<>(group.tasks().logged());
        Map<TaskId, Set<ProcessId>> homes = homes(group, GroupInstance::running);
        RackRequest nearRacks = request(group, logged, homes);
        if (!ActiveRacks.wanted(nearRacks)) {
            add(placed, StickyBalancer.place(tasks, bins), Type.ACTIVE);
            return;
        }
        add(placed, StickyBalancer.placeByTotal(tasks, bins), Type.ACTIVE);
        SortedSet<TaskId> others = new TreeSet<>(tasks);
        others.removeAll(logged);
        ActiveRacks.optimize(nearRacks, placed);
        ActiveRacks.optimize(
                new RackRequest(
                        group, Optional.of(others), OptionalInt.of(TRAFFIC_COST), OptionalInt.of(MOVE_COST), homes),
                placed);
    }

    private static void placeCopies(
            ApplicationView group, List<Bin> bins, Map<ProcessId, KafkaStreamsAssignment> placed) {
        int replicas = group.assignmentConfigs().numStandbyReplicas();
        if (replicas == 0) {
            return;
        }
        if (group.assignmentConfigs().rackAwareAssignmentTags().isEmpty()) {
            Map<String, Set<TaskId>> active = new HashMap<>();
            placed.forEach((process, assignment) -> active.put(
                    process.toString(), new HashSet<>(assignment.tasks().keySet())));
            add(placed, StandbyPlacer.place(group.tasks().logged(), bins, active, replicas), Type.STANDBY);
        } else {
            StandbyPlacement.place(group, placed);
        }
        RackRequest request =
                request(group, new TreeSet<>(group.tasks().logged()), homes(group, GroupInstance::standby));
        StandbyRacks.optimize(request, placed, StandbyMoves.of(group));
    }

    /** For each task the instances that have it; a task that none has is nowhere at home, and moves free of cost. */
    private static Map<TaskId, Set<ProcessId>> homes(
            ApplicationView group, Function<GroupInstance, Set<TaskId>> present) {
        Map<TaskId, Set<ProcessId>> homes = new HashMap<>();
        group.tasks().tasks().forEach(task -> homes.put(task, new HashSet<>()));
        for (GroupInstance instance : group.members().instances()) {
            present.apply(instance).forEach(task -> homes.computeIfAbsent(task, any -> new HashSet<>())
                    .add(instance.process()));
        }
        return homes;
    }

    private static RackRequest request(
            ApplicationView group, SortedSet<TaskId> tasks, Map<TaskId, Set<ProcessId>> homes) {
        AssignmentConfigs configs = group.assignmentConfigs();
        return new RackRequest(
                group,
                Optional.of(tasks),
                OptionalInt.of(configs.rackAwareTrafficCost().orElse(TRAFFIC_COST)),
                OptionalInt.of(configs.rackAwareNonOverlapCost().orElse(MOVE_COST)),
                homes);
    }
}
