package dev.millrace.streams.internal.assignment;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import dev.millrace.streams.processor.TaskId;

/**
 * What the assignor must know of the stream thread whose consumer it belongs to. Handed over in the consumer's
 * configuration, since the consumer makes the assignor. Called on that stream thread only.
 */
public interface LocalMember {
    /** Key of the consumer configuration that holds the object. */
    String CONFIG = "millrace.internal.local.member";

    /** Identity of the instance. */
    UUID processId();

    /** The topics of the topology, the same on every member. */
    List<SubtopologyTopics> topics();

    /** What there is to know and to do if this member leads. */
    Leadership leadership();

    /** The group is to form anew, and this member asked to be in it. */
    void onJoining();

    /** The group has formed, and this member knows what it has to do. */
    void onJoined();

    /** Tasks this thread runs or restores. */
    Set<TaskId> runningTasks();

    /** Tasks this thread keeps a copy of. */
    Set<TaskId> standbyTasks();

    /** The leader wants copies of {@code tasks} here, and of no others. */
    void onStandbyTasks(Set<TaskId> tasks);

    /** Where this instance can be asked for what it stores; empty if nowhere. */
    String endpoint();

    /** The tags of this instance. */
    Map<String, String> clientTags();

    /**
     * The leader wants this member to begin another rebalance.
     *
     * @param atMs in milliseconds since 1970; the greatest number if it does not
     */
    void onFollowUp(long atMs);

    /** The leader placed all tasks, and {@code layout} says where. */
    void onLayout(GroupLayout layout);

    /**
     * How much state is in this process, by task: sums of changelog offsets. Of tasks that this thread has, only those
     * that it still restores.
     */
    Map<TaskId, Long> stateSums();

    /** Whether this thread failed in a way that is to stop every member. */
    boolean shutdownApplicationRequested();

    /**
     * The leader said how it went.
     *
     * @param message what is wrong; empty if nothing is
     */
    void onVerdict(AssignmentVerdict verdict, String message);
}
