package dev.millrace.streams.internal.changelog;

import dev.millrace.streams.processor.TaskId;

/**
 * Gets tasks back from the restorer, each exactly once, by one of three calls. <i>Called by the restoring thread</i>,
 * which must not touch the task's stores afterwards: an implementation puts the task into its mailbox.
 */
public interface RestoreOwner {
    /** All stores of {@code task} are up to date. */
    void restored(TaskId task);

    /** {@code task} is returned as it is, because {@link Restorer#takeBack} asked for it. */
    void returned(TaskId task);

    /**
     * {@code task} cannot be restored.
     *
     * @param cause a {@link dev.millrace.streams.errors.TaskCorruptedException} if its local state is to be deleted
     */
    void failed(TaskId task, RuntimeException cause);
}
