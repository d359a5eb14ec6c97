package dev.millrace.streams.processor.assignment;

import java.util.UUID;

import static java.util.Objects.requireNonNull;

/** Identity of an instance, the same for all its threads. Ordered as {@link UUID} is. <i>Immutable.</i> */
public class ProcessId implements Comparable<ProcessId> {
    private final UUID id;

    /** The instance with {@code id}. */
    public ProcessId(UUID id) {
        this.id = requireNonNull(id, "id");
    }

    /** An identity that no other instance has. */
    public static ProcessId randomProcessId() {
        return new ProcessId(UUID.randomUUID());
    }

    /** The number behind it. */
    public UUID id() {
        return id;
    }

    @Override
    public int compareTo(ProcessId other) {
        return id.compareTo(other.id);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ProcessId that && id.equals(that.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return id.toString();
    }
}
