package dev.millrace.streams.internal.assignment;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;

import dev.millrace.streams.processor.TaskId;

/** Task ids as two big-endian ints, sub-topology first, as subscriptions and assignments hold them. */
final class TaskBytes {
    private static final int SIZE_BYTES = 2 * Integer.BYTES;

    private TaskBytes() {}

    static void write(TaskId task, ByteBuffer bytes) {
        bytes.putInt(task.subtopology()).putInt(task.partition());
    }

    /** Their number, then each, in order. */
    static void writeAll(Set<TaskId> tasks, ByteBuffer bytes) {
        bytes.putInt(tasks.size());
        new TreeSet<>(tasks).forEach(task -> write(task, bytes));
    }

    static TaskId read(ByteBuffer bytes) {
        return new TaskId(bytes.getInt(), bytes.getInt());
    }

    static Set<TaskId> readAll(ByteBuffer bytes) {
        int count = readCount(bytes, SIZE_BYTES);
        Set<TaskId> tasks = new TreeSet<>();
        for (int i = 0; i < count; i++) {
            tasks.add(read(bytes));
        }
        return tasks;
    }

    /** Writes what {@link #readText} reads. */
    static void writeText(String text, ByteBuffer bytes) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        bytes.putInt(encoded.length).put(encoded);
    }

    /** How many bytes {@code text} takes, its length included. */
    static int sizeOf(String text) {
        return Integer.BYTES + text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** A length, then UTF-8 of that many bytes. */
    static String readText(ByteBuffer bytes) {
        byte[] text = new byte[readCount(bytes, 1)];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** A number of elements, of which there must be that many bytes left: no allocation on a stranger's word. */
    static int readCount(ByteBuffer bytes, int elementBytes) {
        int count = bytes.getInt();
        if (count < 0 || count > bytes.remaining() / elementBytes) {
            throw new BufferUnderflowException();
        }
        return count;
    }
}
