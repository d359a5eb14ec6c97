package dev.millrace.streams.internal.runtime.thread;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.errors.StreamsException;
import dev.millrace.streams.internal.assignment.AssignmentVerdict;
import dev.millrace.streams.internal.assignment.GroupLayout;
import dev.millrace.streams.internal.assignment.Leadership;
import dev.millrace.streams.internal.assignment.LocalMember;
import dev.millrace.streams.internal.assignment.SubtopologyTopics;
import dev.millrace.streams.internal.changelog.StateDirectory;
import dev.millrace.streams.internal.runtime.task.StandbyTask;
import dev.millrace.streams.internal.runtime.task.StreamTask;
import dev.millrace.streams.processor.TaskId;

/**
 * A thread's side of its membership in the group: what it tells the leader, and what the leader told last. Made before
 * the consumer, whose assignor asks it. <i>Confined to the stream thread,</i> but for {@link #layout()}.
 */
public final class Membership implements LocalMember {
    private final UUID processId;
    private final List<SubtopologyTopics> topics;
    private final Leadership leadership;
    private final StateDirectory directory;
    private final TaskTable table = new TaskTable();
    private Supplier<List<StandbyTask>> standbys = List::of;
    private Supplier<List<StreamTask>> restoring = List::of;
    private final Set<String> measuredTopics = new HashSet<>();
    private final String endpoint;
    private final Map<String, String> clientTags;
    private volatile GroupLayout layout = GroupLayout.UNKNOWN;
    private Set<TaskId> wantedStandbys = Set.of();
    private long followUpMs = Long.MAX_VALUE;
    private boolean joining;
    private boolean shutdownRequested;
    private boolean shutdownTold;
    private @Nullable StreamsException failure;

    /**
     * The membership of a thread of the instance {@code processId}.
     *
     * @param endpoint {@code application.server}
     * @param clientTags {@code client.tag.} settings
     */
    public Membership(
            UUID processId,
            List<SubtopologyTopics> topics,
            Leadership leadership,
            StateDirectory directory,
            String endpoint,
            Map<String, String> clientTags) {
        this.processId = processId;
        this.topics = List.copyOf(topics);
        this.leadership = leadership;
        this.directory = directory;
        this.endpoint = endpoint;
        this.clientTags = Map.copyOf(clientTags);
        topics.forEach(subtopology -> measuredTopics.addAll(subtopology.measured()));
    }

    /** The tasks of the thread. */
    TaskTable table() {
        return table;
    }

    /** Copies of which tasks the leader wants here. */
    Set<TaskId> wantedStandbys() {
        return wantedStandbys;
    }

    /** Sets who knows the copies that are here, and the tasks that are being restored. */
    void tellState(Supplier<List<StandbyTask>> copies, Supplier<List<StreamTask>> unready) {
        standbys = copies;
        restoring = unready;
    }

    /** Whether the leader wanted a rebalance begun by {@code nowMs}; once for each time it said so. */
    boolean takeFollowUp(long nowMs) {
        boolean due = nowMs >= followUpMs;
        if (due) {
            followUpMs = Long.MAX_VALUE;
        }
        return due;
    }

    /** Who has what, as the leader told last. Any thread. */
    GroupLayout layout() {
        return layout;
    }

    /** Whether this member is on its way into the group, or into its next generation. */
    boolean joining() {
        return joining;
    }

    /** Tells every member to stop, with the next subscription. */
    void requestApplicationShutdown() {
        shutdownRequested = true;
    }

    /** Whether the leader told every member to stop. */
    boolean applicationShutdownTold() {
        return shutdownTold;
    }

    /** What the leader told to be wrong since the last call. */
    Optional<StreamsException> takeFailure() {
        Optional<StreamsException> taken = Optional.ofNullable(failure);
        failure = null;
        return taken;
    }

    @Override
    public UUID processId() {
        return processId;
    }

    @Override
    public List<SubtopologyTopics> topics() {
        return topics;
    }

    @Override
    public Leadership leadership() {
        return leadership;
    }

    @Override
    public Map<String, String> clientTags() {
        return clientTags;
    }

    @Override
    public void onFollowUp(long atMs) {
        followUpMs = atMs;
    }

    @Override
    public String endpoint() {
        return endpoint;
    }

    @Override
    public void onLayout(GroupLayout told) {
        layout = told;
    }

    @Override
    public void onJoining() {
        joining = true;
    }

    @Override
    public void onJoined() {
        joining = false;
    }

    @Override
    public Set<TaskId> runningTasks() {
        return Set.copyOf(table.assigned());
    }

    @Override
    public Set<TaskId> standbyTasks() {
        return standbys.get().stream().map(StandbyTask::id).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void onStandbyTasks(Set<TaskId> tasks) {
        wantedStandbys = tasks;
    }

    @Override
    public Map<TaskId, Long> stateSums() {
        Map<TaskId, Long> sums = directory.offsetSums(measuredTopics::contains);
        standbys.get().forEach(standby -> sums.put(standby.id(), standby.offsetSum()));
        table.running().forEach(task -> sums.remove(task.id()));
        Set<TaskId> unready = new TreeSet<>(table.assigned());
        table.running().forEach(task -> unready.remove(task.id()));
        unready.forEach(task -> sums.putIfAbsent(task, 0L));
        restoring.get().stream()
                .filter(task -> unready.contains(task.id()))
                .forEach(task -> sums.put(task.id(), task.stores().offsetSum(measuredTopics::contains)));
        return sums;
    }

    @Override
    public boolean shutdownApplicationRequested() {
        return shutdownRequested;
    }

    @Override
    public void onVerdict(AssignmentVerdict verdict, String message) {
        if (verdict == AssignmentVerdict.SHUTDOWN_APPLICATION) {
            shutdownTold = true;
        } else if (verdict != AssignmentVerdict.ASSIGNED) {
            failure = verdict.toException(message);
        }
    }
}
