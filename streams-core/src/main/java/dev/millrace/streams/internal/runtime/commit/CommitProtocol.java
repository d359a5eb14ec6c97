package dev.millrace.streams.internal.runtime.commit;

import java.util.Collection;

import dev.millrace.streams.internal.runtime.task.StreamTask;

/** The order in which results, input positions and local state become durable. */
public sealed interface CommitProtocol permits AtLeastOnceCommit, ExactlyOnceCommit {
    /** Whether all tasks of a thread are committed, and go back to their last commit, together. */
    default boolean together() {
        return false;
    }

    /**
     * Makes ready for tasks; to be called before anything is read, and after {@link #abandon()}.
     *
     * @throws org.apache.kafka.common.errors.TimeoutException if it is to be tried again
     */
    default void begin() {}

    /** Gives up what tasks wrote since the last commit, as far as that is possible. The tasks are closed. */
    default void abandon() {}

    /**
     * Commits those of {@code tasks} that have something to commit, together.
     *
     * <p>When it throws, no local state was applied; calling it again for the same tasks is sound.
     *
     * @return how many tasks were committed
     * @throws dev.millrace.streams.errors.StreamsException if a task failed while its caches were flushed, or a record
     *     it wrote was refused
     * @throws org.apache.kafka.common.errors.TimeoutException if the positions were not acknowledged in time
     */
    int commit(Collection<StreamTask> tasks);
}
