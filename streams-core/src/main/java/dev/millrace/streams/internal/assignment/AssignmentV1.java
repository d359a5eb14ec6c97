package dev.millrace.streams.internal.assignment;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Assignment;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.GroupAssignment;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.GroupSubscription;

import dev.millrace.streams.errors.TaskAssignmentException;
import dev.millrace.streams.processor.TaskId;

/**
 * What the leader tells a member beyond its partitions:
 *
 * <pre>
 * byte  version        1
 * byte  verdict        number of an {@link AssignmentVerdict}
 * int   length         of the message, then the message in UTF-8; empty if all is well
 * int                  number of active tasks, then for each: int sub-topology, int partition
 * int                  number of tasks to keep a copy of, written in the same way
 * int   length         of the layout of the group, then a {@link GroupLayout}
 * long                 when the member is to begin another rebalance, in milliseconds since 1970; the greatest: never
 * </pre>
 *
 * <p>The partitions of the active tasks are those of the assignment itself. <i>Immutable.</i>
 *
 * @param layout who has what
 * @param followUpMs when the member is to begin another rebalance, or {@link #NO_FOLLOW_UP}
 * @param message what is wrong, for the member's log and exception; empty if nothing is
 */
record AssignmentV1(
        AssignmentVerdict verdict,
        String message,
        Set<TaskId> active,
        Set<TaskId> standby,
        GroupLayout layout,
        long followUpMs) {
    /** The member need not begin a rebalance. */
    static final long NO_FOLLOW_UP = Long.MAX_VALUE;

    private static final byte VERSION = 1;
    private static final int FIXED_BYTES = 2 + 4 * Integer.BYTES + Long.BYTES;
    private static final int TASK_BYTES = 2 * Integer.BYTES;

    AssignmentV1 {
        active = Set.copyOf(active);
        standby = Set.copyOf(standby);
    }

    static AssignmentV1 of(Set<TaskId> active, Set<TaskId> standby, GroupLayout layout, long followUpMs) {
        return new AssignmentV1(AssignmentVerdict.ASSIGNED, "", active, standby, layout, followUpMs);
    }

    static AssignmentV1 failed(AssignmentVerdict verdict, String message) {
        return new AssignmentV1(verdict, message, Set.of(), Set.of(), GroupLayout.UNKNOWN, NO_FOLLOW_UP);
    }

    /** The same word to each member of a group, and no partitions. */
    GroupAssignment toAll(GroupSubscription group) {
        Map<String, Assignment> assignments = new HashMap<>();
        group.groupSubscription().keySet().forEach(id -> assignments.put(id, new Assignment(List.of(), encode())));
        return new GroupAssignment(assignments);
    }

    ByteBuffer encode() {
        byte[] text = message.getBytes(StandardCharsets.UTF_8);
        byte[] who = layout.encode();
        ByteBuffer bytes = ByteBuffer.allocate(
                FIXED_BYTES + text.length + who.length + (active.size() + standby.size()) * TASK_BYTES);
        bytes.put(VERSION).put(verdict.number()).putInt(text.length).put(text);
        TaskBytes.writeAll(active, bytes);
        TaskBytes.writeAll(standby, bytes);
        return bytes.putInt(who.length).put(who).putLong(followUpMs).flip();
    }

    /**
     * Reads what {@link #encode()} writes.
     *
     * @throws TaskAssignmentException if the bytes are of another version or not whole
     */
    static AssignmentV1 decode(ByteBuffer userData) {
        ByteBuffer bytes = userData.duplicate();
        try {
            byte version = bytes.get();
            if (version != VERSION) {
                throw new TaskAssignmentException("The leader of the group sent an assignment of version " + version
                        + ", this member knows version " + VERSION + " only");
            }
            AssignmentVerdict verdict = AssignmentVerdict.numbered(bytes.get());
            String message = TaskBytes.readText(bytes);
            Set<TaskId> active = TaskBytes.readAll(bytes);
            Set<TaskId> standby = TaskBytes.readAll(bytes);
            byte[] who = new byte[TaskBytes.readCount(bytes, 1)];
            bytes.get(who);
            return new AssignmentV1(verdict, message, active, standby, GroupLayout.decode(who), bytes.getLong());
        } catch (BufferUnderflowException tooShort) {
            throw new TaskAssignmentException("The assignment from the leader of the group ends early", tooShort);
        }
    }
}
