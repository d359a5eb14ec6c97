package dev.millrace.streams.internal.runtime.thread;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.errors.StreamsException;
import dev.millrace.streams.internal.assignment.AssignmentVerdict;
import dev.millrace.streams.internal.assignment.GroupLayout;
import dev.millrace.streams.internal.assignment.InternalTopicCreator;
import dev.millrace.streams.internal.assignment.LocalMember;
import dev.millrace.streams.internal.assignment.SubtopologyTopics;
import dev.millrace.streams.internal.changelog.StateDirectory;
import dev.millrace.streams.internal.runtime.task.StandbyTask;
import dev.millrace.streams.processor.TaskId;

/**
 * A thread's side of its membership in the group: what it tells the leader, and what the leader told last. Made before
 * the consumer, whose assignor asks it. <i>Confined to the stream thread,</i> but for {@link #layout()}.
 */
public final class Membership implements LocalMember {
    private final UUID processId;
    private final List<SubtopologyTopics> topics;
    private final InternalTopicCreator internalTopics;
    private final StateDirectory directory;
    private final TaskTable table = new TaskTable();
    private Supplier<List<StandbyTask>> standbys = List::of;
    private final int standbyReplicas;
    private final String endpoint;
    private volatile GroupLayout layout = GroupLayout.UNKNOWN;
    private Set<TaskId> wantedStandbys = Set.of();
    private boolean joining;
    private boolean shutdownRequested;
    private boolean shutdownTold;
    private @Nullable StreamsException failure;

    /**
     * The membership of a thread of the instance {@code processId}.
     *
     * @param endpoint {@code application.server}
     */
    public Membership(
            UUID processId,
            List<SubtopologyTopics> topics,
            InternalTopicCreator internalTopics,
            StateDirectory directory,
            int standbyReplicas,
            String endpoint) {
        this.processId = processId;
        this.topics = List.copyOf(topics);
        this.internalTopics = internalTopics;
        this.directory = directory;
        this.standbyReplicas = standbyReplicas;
        this.endpoint = endpoint;
    }

    /** The tasks of the thread. */
    TaskTable table() {
        return table;
    }

    /** Copies of which tasks the leader wants here. */
    Set<TaskId> wantedStandbys() {
        return wantedStandbys;
    }

    /** Sets who knows the copies that are here. */
    void tellStandbys(Supplier<List<StandbyTask>> present) {
        standbys = present;
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
    public InternalTopicCreator internalTopics() {
        return internalTopics;
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
    public int standbyReplicas() {
        return standbyReplicas;
    }

    @Override
    public void onStandbyTasks(Set<TaskId> tasks) {
        wantedStandbys = tasks;
    }

    @Override
    public Map<TaskId, Long> stateSums() {
        Map<TaskId, Long> sums = directory.offsetSums();
        standbys.get().forEach(standby -> sums.put(standby.id(), standby.offsetSum()));
        sums.keySet().removeAll(table.assigned());
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
