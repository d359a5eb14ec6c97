package dev.millrace.broker.streamsgroup;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Spreads the tasks of a group over its members: evenly, with as few moves as that allows.
 *
 * <p>Active tasks go, in this order, to
 *
 * <ol>
 *   <li>the member that has them, up to its even share. With {@code t} tasks and {@code m} members a share is
 *       {@code t / m}, and one more for {@code t % m} of the members, first those that have more now;
 *   <li>a member of a process that keeps a copy of them, if it has room: nothing has to be restored there;
 *   <li>the member with the fewest tasks, among these the one with the fewest of the same subtopology.
 * </ol>
 *
 * <p>Copies are made of tasks with state, each in a process of its own: first where they are now, unless that process
 * has its fair share, then in the process with the least to do for each of its members. A process that has the task
 * already gets no copy of it, so with few processes there are fewer copies than asked for.
 *
 * <p>Used once, on one thread. The result depends on nothing but the arguments.
 */
final class TaskSpread {
    private final ResolvedTopology topology;
    private final int copies;
    private final SortedMap<String, Load> loads = new TreeMap<>();
    private final Map<String, Integer> membersOfProcess = new HashMap<>();
    private double fairLoad;
    private int share;
    private int larger;

    /**
     * Takes in who is there.
     *
     * @param copies how many processes are to keep a copy of each task with state
     * @param members by id
     */
    TaskSpread(ResolvedTopology topology, int copies, Map<String, Claim> members) {
        this.topology = topology;
        this.copies = copies;
        members.forEach((id, claim) -> {
            loads.put(id, new Load(claim));
            membersOfProcess.merge(claim.processId(), 1, Integer::sum);
        });
    }

    /**
     * What a member brings.
     *
     * @param processId the process it is a thread of
     * @param has what it was to do before
     */
    record Claim(String processId, TaskRoles has) {}

    /** Returns what each member is to do. */
    SortedMap<String, TaskRoles> spread() {
        SortedSet<GroupTask> open = topology.tasks();
        if (!loads.isEmpty()) {
            keepActive(open);
            open.removeIf(this::giveToCopy);
            open.forEach(task -> Collections.min(loads.values(), leastLoadedFirst(task))
                    .active
                    .add(task));
            placeCopies();
        }
        SortedMap<String, TaskRoles> roles = new TreeMap<>();
        loads.forEach((id, load) -> roles.put(id, TaskRoles.of(load.active, load.standby, List.of())));
        return roles;
    }

    private void keepActive(SortedSet<GroupTask> open) {
        share = open.size() / loads.size();
        larger = open.size() % loads.size();
        List<Load> fullestFirst = new ArrayList<>(loads.values());
        fullestFirst.forEach(load -> load.held = load.heldOf(open));
        fullestFirst.sort(Comparator.comparingInt(load -> -load.held.size()));
        for (Load load : fullestFirst) {
            load.held.retainAll(open);
            load.held.stream().takeWhile(task -> take(load, task)).forEach(open::remove);
        }
    }

    /** Gives a task to a member that has room for it. */
    private boolean take(Load load, GroupTask task) {
        int has = load.active.size();
        if (has > share || has == share && larger == 0) {
            return false;
        }
        if (has == share) {
            larger--;
        }
        return load.active.add(task);
    }

    private boolean giveToCopy(GroupTask task) {
        Predicate<Load> hasCopy = load -> loads.values().stream()
                .anyMatch(other -> other.processId().equals(load.processId())
                        && other.claim.has().standby().contains(task));
        return loads.values().stream()
                .filter(hasCopy)
                .sorted(leastLoadedFirst(task))
                .anyMatch(load -> take(load, task));
    }

    private static Comparator<Load> leastLoadedFirst(GroupTask task) {
        Comparator<Load> byLoad = Comparator.comparingInt(load -> load.active.size());
        return byLoad.thenComparingLong(load -> load.tasksBeside(task));
    }

    private void placeCopies() {
        long stateful = topology.tasks().stream().filter(topology::isStateful).count();
        long placeable = stateful * Math.min(copies, membersOfProcess.size() - 1);
        fairLoad = Math.ceil((double) (topology.tasks().size() + placeable) / loads.size());
        for (int copy = 0; copy < copies; copy++) {
            for (GroupTask task : topology.tasks()) {
                Load chosen = topology.isStateful(task) ? placeForCopy(task) : null;
                if (chosen != null) {
                    chosen.standby.add(task);
                }
            }
        }
    }

    private @Nullable Load placeForCopy(GroupTask task) {
        List<String> taken = loads.values().stream()
                .filter(load -> load.active.contains(task) || load.standby.contains(task))
                .map(Load::processId)
                .toList();
        Comparator<Load> staysFirst = Comparator.comparing(
                load -> !(load.claim.has().standby().contains(task) && loadOfProcess(load) < fairLoad));
        return loads.values().stream()
                .filter(load -> !taken.contains(load.processId()))
                .min(staysFirst.thenComparingDouble(this::loadOfProcess).thenComparingInt(Load::size))
                .orElse(null);
    }

    private double loadOfProcess(Load of) {
        int tasks = loads.values().stream()
                .filter(load -> load.processId().equals(of.processId()))
                .mapToInt(Load::size)
                .sum();
        return (double) tasks / membersOfProcess.getOrDefault(of.processId(), 1);
    }

    private static final class Load {
        private final Claim claim;
        private final SortedSet<GroupTask> active = new TreeSet<>();
        private final SortedSet<GroupTask> standby = new TreeSet<>();
        private SortedSet<GroupTask> held = new TreeSet<>();

        Load(Claim claim) {
            this.claim = claim;
        }

        String processId() {
            return claim.processId();
        }

        int size() {
            return active.size() + standby.size();
        }

        SortedSet<GroupTask> heldOf(SortedSet<GroupTask> tasks) {
            SortedSet<GroupTask> both = new TreeSet<>(claim.has().active());
            both.retainAll(tasks);
            return both;
        }

        long tasksBeside(GroupTask task) {
            return active.stream()
                    .filter(other -> other.subtopology().equals(task.subtopology()))
                    .count();
        }
    }
}
