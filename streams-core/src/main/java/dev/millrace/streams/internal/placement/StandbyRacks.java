package dev.millrace.streams.internal.placement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.millrace.streams.processor.TaskId;
import dev.millrace.streams.processor.assignment.KafkaStreamsAssignment;
import dev.millrace.streams.processor.assignment.KafkaStreamsAssignment.AssignedTask.Type;
import dev.millrace.streams.processor.assignment.ProcessId;

/**
 * Exchanges copies between each two instances as long as that makes the traffic between racks cheaper. Where a copy may
 * go depends on the other copies of its task, so this finds a placement that no exchange between two improves, not the
 * best of all.
 */
public final class StandbyRacks {
    private final RackCosts costs;
    private final StandbyMoves allowed;
    private final RackRequest request;
    private final Assignments assignments;
    private final Map<ProcessId, Set<TaskId>> atFirst = new HashMap<>();

    private StandbyRacks(RackCosts costs, RackRequest request, Assignments assignments, StandbyMoves allowed) {
        this.costs = costs;
        this.request = request;
        this.assignments = assignments;
        this.allowed = allowed;
        assignments
                .processes()
                .forEach(process -> atFirst.put(process, new HashSet<>(assignments.tasks(process, Type.STANDBY))));
    }

    /**
     * Exchanges copies of {@code placed}; each instance keeps its number. Needs what {@link ActiveRacks} needs,
     * and does nothing otherwise.
     *
     * @param allowed which copies may move where
     */
    public static void optimize(
            RackRequest request, Map<ProcessId, KafkaStreamsAssignment> placed, StandbyMoves allowed) {
        RackCosts.of(request, Type.STANDBY).ifPresent(costs -> {
            Assignments assignments = Assignments.of(request.application(), placed);
            new StandbyRacks(costs, request, assignments, allowed).exchangeAll();
        });
    }

    private void exchangeAll() {
        List<ProcessId> processes = assignments.processes();
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = 0; i < processes.size(); i++) {
                for (int j = i + 1; j < processes.size(); j++) {
                    changed |= exchange(processes.get(i), processes.get(j));
                }
            }
        }
    }

    /** The copies that gain most by going one way, against those that gain most by going the other. */
    private boolean exchange(ProcessId one, ProcessId other) {
        List<Move> there = moves(one, other);
        List<Move> back = moves(other, one);
        boolean changed = false;
        for (int i = 0; i < Math.min(there.size(), back.size()); i++) {
            if (there.get(i).cost + back.get(i).cost >= 0) {
                break;
            }
            there.get(i).make(assignments);
            back.get(i).make(assignments);
            changed = true;
        }
        return changed;
    }

    private List<Move> moves(ProcessId from, ProcessId to) {
        List<Move> moves = new ArrayList<>();
        for (TaskId task : assignments.tasks(from, Type.STANDBY)) {
            if (request.concerns(task)
                    && !assignments.has(to, task)
                    && allowed.canMoveStandbyTask(
                            assignments.instance(from), assignments.instance(to), task, assignments.placed())) {
                moves.add(new Move(task, from, to, cost(task, to) - cost(task, from)));
            }
        }
        moves.sort(Comparator.comparingLong(Move::cost));
        return moves;
    }

    private long cost(TaskId task, ProcessId process) {
        return costs.of(
                task, process, request.home(task, process, atFirst.get(process).contains(task)));
    }

    private record Move(TaskId task, ProcessId from, ProcessId to, long cost) {
        void make(Assignments assignments) {
            assignments.move(task, Type.STANDBY, from, to);
        }
    }
}
