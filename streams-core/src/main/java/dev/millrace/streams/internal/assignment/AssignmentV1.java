package dev.millrace.streams.internal.assignment;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;

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
 * </pre>
 *
 * <p>The partitions of the active tasks are those of the assignment itself. <i>Immutable.</i>
 *
 * @param message what is wrong, for the member's log and exception; empty if nothing is
 */
record AssignmentV1(AssignmentVerdict verdict, String message, Set<TaskId> active) {
    private static final byte VERSION = 1;
    private static final int FIXED_BYTES = 2 + 2 * Integer.BYTES;

    AssignmentV1 {
        active = Set.copyOf(active);
    }

    static AssignmentV1 of(Set<TaskId> active) {
        return new AssignmentV1(AssignmentVerdict.ASSIGNED, "", active);
    }

    static AssignmentV1 failed(AssignmentVerdict verdict, String message) {
        return new AssignmentV1(verdict, message, Set.of());
    }

    ByteBuffer encode() {
        byte[] text = message.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(FIXED_BYTES + text.length + active.size() * 2 * Integer.BYTES);
        bytes.put(VERSION).put(verdict.number()).putInt(text.length).put(text).putInt(active.size());
        new TreeSet<>(active).forEach(task -> TaskBytes.write(task, bytes));
        return bytes.flip();
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
            byte[] text = new byte[TaskBytes.readCount(bytes, 1)];
            bytes.get(text);
            return new AssignmentV1(verdict, new String(text, StandardCharsets.UTF_8), TaskBytes.readAll(bytes));
        } catch (BufferUnderflowException tooShort) {
            throw new TaskAssignmentException("The assignment from the leader of the group ends early", tooShort);
        }
    }
}
