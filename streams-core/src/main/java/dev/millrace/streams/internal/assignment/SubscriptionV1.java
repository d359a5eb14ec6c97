package dev.millrace.streams.internal.assignment;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import dev.millrace.streams.errors.TaskAssignmentException;
import dev.millrace.streams.processor.TaskId;

/**
 * What a member tells the leader about itself, beyond topics and owned partitions:
 *
 * <pre>
 * byte  version        1
 * byte  flags          bit 0: shut the whole application down
 * long  long           process id, most significant bits first
 * int                  number of tasks the member runs, then for each: int sub-topology, int partition
 * int                  number of tasks the member keeps a copy of, written in the same way
 * int                  number of tasks with state here, then for each: int sub-topology, int partition, long offset sum
 * int   length         of the endpoint, then the endpoint in UTF-8; empty if there is none
 * int                  number of client tags, then for each: key and value, each its length and then UTF-8
 * </pre>
 *
 * <p>Numbers are big-endian. Kafka Streams sends a four-byte version under the same protocol name, so a first byte of 0
 * is one of its members: told apart, not guessed at. <i>Immutable.</i>
 *
 * @param processId identity of the instance; its threads share local state
 * @param shutdownApplication whether an error on this member is to stop every member
 * @param running tasks the member runs now
 * @param standby tasks the member keeps a copy of now
 * @param endpoint where the instance can be asked; empty if nowhere
 * @param clientTags {@code client.tag.} settings of the instance
 * @param stateSums for each task with local state in the process that this member does not run, or still restores: the
 *     sum of its changelog offsets
 */
record SubscriptionV1(
        UUID processId,
        boolean shutdownApplication,
        Set<TaskId> running,
        Set<TaskId> standby,
        Map<TaskId, Long> stateSums,
        String endpoint,
        Map<String, String> clientTags) {
    private static final byte VERSION = 1;
    private static final byte KAFKA_STREAMS = 0;
    private static final int SHUTDOWN_FLAG = 1;
    private static final int TASK_BYTES = 2 * Integer.BYTES;
    private static final int SUM_BYTES = TASK_BYTES + Long.BYTES;
    private static final int FIXED_BYTES = 2 + 2 * Long.BYTES + 4 * Integer.BYTES;

    SubscriptionV1 {
        running = Set.copyOf(running);
        standby = Set.copyOf(standby);
        stateSums = Map.copyOf(stateSums);
        clientTags = Map.copyOf(clientTags);
    }

    ByteBuffer encode() {
        ByteBuffer bytes = ByteBuffer.allocate(FIXED_BYTES
                + (running.size() + standby.size()) * TASK_BYTES
                + stateSums.size() * SUM_BYTES
                + TaskBytes.sizeOf(endpoint)
                + clientTags.entrySet().stream()
                        .mapToInt(tag -> TaskBytes.sizeOf(tag.getKey()) + TaskBytes.sizeOf(tag.getValue()))
                        .sum());
        bytes.put(VERSION).put((byte) (shutdownApplication ? SHUTDOWN_FLAG : 0));
        bytes.putLong(processId.getMostSignificantBits()).putLong(processId.getLeastSignificantBits());
        TaskBytes.writeAll(running, bytes);
        TaskBytes.writeAll(standby, bytes);
        bytes.putInt(stateSums.size());
        new TreeMap<>(stateSums).forEach((task, sum) -> {
            TaskBytes.write(task, bytes);
            bytes.putLong(sum);
        });
        TaskBytes.writeText(endpoint, bytes);
        bytes.putInt(clientTags.size());
        new TreeMap<>(clientTags).forEach((key, value) -> {
            TaskBytes.writeText(key, bytes);
            TaskBytes.writeText(value, bytes);
        });
        return bytes.flip();
    }

    /**
     * Reads what {@link #encode()} writes.
     *
     * @param member names the sender in errors
     * @throws TaskAssignmentException if the bytes are of another version or not whole
     */
    static SubscriptionV1 decode(String member, ByteBuffer userData) {
        ByteBuffer bytes = userData.duplicate();
        try {
            checkVersion(member, bytes.get());
            boolean shutdown = (bytes.get() & SHUTDOWN_FLAG) != 0;
            UUID processId = new UUID(bytes.getLong(), bytes.getLong());
            Set<TaskId> running = TaskBytes.readAll(bytes);
            Set<TaskId> standby = TaskBytes.readAll(bytes);
            Map<TaskId, Long> sums = readSums(bytes);
            String endpoint = TaskBytes.readText(bytes);
            return new SubscriptionV1(processId, shutdown, running, standby, sums, endpoint, readTags(bytes));
        } catch (BufferUnderflowException tooShort) {
            throw new TaskAssignmentException(
                    "The subscription of member " + member + " ends early after " + bytes.limit() + " bytes", tooShort);
        }
    }

    private static void checkVersion(String member, byte version) {
        if (version == KAFKA_STREAMS) {
            throw new TaskAssignmentException("Member " + member + " of this group runs Kafka Streams: stop all its"
                    + " instances before starting Millrace with the same application.id");
        }
        if (version != VERSION) {
            throw new TaskAssignmentException("Member " + member + " sent a subscription of version " + version
                    + ", this one knows version " + VERSION + " only");
        }
    }

    private static Map<TaskId, Long> readSums(ByteBuffer bytes) {
        int count = TaskBytes.readCount(bytes, SUM_BYTES);
        Map<TaskId, Long> sums = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            sums.put(TaskBytes.read(bytes), bytes.getLong());
        }
        return sums;
    }

    private static Map<String, String> readTags(ByteBuffer bytes) {
        int count = TaskBytes.readCount(bytes, 2 * Integer.BYTES);
        Map<String, String> tags = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            tags.put(TaskBytes.readText(bytes), TaskBytes.readText(bytes));
        }
        return tags;
    }
}
