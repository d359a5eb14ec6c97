package dev.millrace.streams.internal.assignment;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.millrace.streams.errors.TaskAssignmentException;
import dev.millrace.streams.processor.TaskId;

import static java.util.Objects.requireNonNull;

/**
 * Which instance has what, as the leader placed it, for those who ask where a key is. Written as
 *
 * <pre>
 * int   number of instances with an endpoint, then for each: UTF text, its active tasks, its copies of tasks
 * int   number of input topics, then for each: UTF text, int partitions
 * </pre>
 *
 * <p>where tasks are their number and then two ints each, and UTF text is that of {@link DataOutputStream}.
 * <i>Immutable.</i>
 *
 * @param places instances that said where they can be asked
 * @param partitionCounts of the topics that tasks read
 */
public record GroupLayout(List<Place> places, Map<String, Integer> partitionCounts) {
    /** Before the leader said anything. */
    public static final GroupLayout UNKNOWN = new GroupLayout(List.of(), Map.of());

    /**
     * What one instance has.
     *
     * @param endpoint its {@code application.server}
     */
    public record Place(String endpoint, Set<TaskId> active, Set<TaskId> standby) {
        /** Keeps copies. */
        public Place {
            requireNonNull(endpoint, "endpoint");
            active = Set.copyOf(active);
            standby = Set.copyOf(standby);
        }
    }

    /** Keeps copies. */
    public GroupLayout {
        places = List.copyOf(places);
        partitionCounts = Map.copyOf(partitionCounts);
    }

    byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(places.size());
            for (Place place : places) {
                out.writeUTF(place.endpoint());
                write(place.active(), out);
                write(place.standby(), out);
            }
            out.writeInt(partitionCounts.size());
            for (Map.Entry<String, Integer> count : new TreeMap<>(partitionCounts).entrySet()) {
                out.writeUTF(count.getKey());
                out.writeInt(count.getValue());
            }
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads what {@link #encode()} writes.
     *
     * @throws TaskAssignmentException if the bytes end early
     */
    static GroupLayout decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            List<Place> places = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                places.add(new Place(in.readUTF(), readTasks(in), readTasks(in)));
            }
            Map<String, Integer> counts = new TreeMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                counts.put(in.readUTF(), in.readInt());
            }
            return new GroupLayout(places, counts);
        } catch (IOException endsEarly) {
            throw new TaskAssignmentException("The layout from the leader of the group cannot be read", endsEarly);
        }
    }

    private static void write(Set<TaskId> tasks, DataOutputStream out) throws IOException {
        out.writeInt(tasks.size());
        for (TaskId task : new TreeSet<>(tasks)) {
            out.writeInt(task.subtopology());
            out.writeInt(task.partition());
        }
    }

    private static Set<TaskId> readTasks(DataInputStream in) throws IOException {
        Set<TaskId> tasks = new TreeSet<>();
        for (int left = in.readInt(); left > 0; left--) {
            tasks.add(new TaskId(in.readInt(), in.readInt()));
        }
        return tasks;
    }
}
