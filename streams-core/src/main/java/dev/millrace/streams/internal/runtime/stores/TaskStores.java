package dev.millrace.streams.internal.runtime.stores;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.changelog.StoreChangelogPartition;
import dev.millrace.streams.processor.StateStore;

/** Signatures ahead of their bodies: the next commit on this branch replaces them. */
public final class TaskStores {
    TaskStores() {}

    /** Locks the task's directory and opens every store; on failure whatever was opened is closed again. */
    public void open() {
        throw new IllegalStateException();
    }

    /** The changelog partitions of the logged stores, with the offsets the open stores hold. */
    public List<StoreChangelogPartition> changelogs() {
        throw new IllegalStateException();
    }

    /** The store called {@code name}, or null. */
    public @Nullable StateStore store(String name) {
        throw new IllegalStateException();
    }

    /** All stores, in the order in which they are flushed. */
    public Collection<StateStore> all() {
        throw new IllegalStateException();
    }

    /** Hands every change held back in caches downstream and to the changelogs. */
    public void flush() {
        throw new IllegalStateException();
    }

    /** Makes what was written durable together with {@code changelogOffsets} (exclusive), in one step where possible. */
    public void commit(Map<TopicPartition, Long> changelogOffsets) {
        throw new IllegalStateException();
    }

    /** Closes the stores in reverse order of opening and unlocks the directory; may be called again. */
    public void close() {
        throw new IllegalStateException();
    }
}
