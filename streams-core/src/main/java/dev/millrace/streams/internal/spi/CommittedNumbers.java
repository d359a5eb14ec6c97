package dev.millrace.streams.internal.spi;

import org.jspecify.annotations.Nullable;

/**
 * Numbers that operators of a task want back after a restart, by name: committed with the offsets of the task's input
 * (KIP-825 needs that). Contexts of processors have them. <i>Confined to the owner of the task.</i>
 */
public interface CommittedNumbers {
    /** The number called {@code name}, given since the start or committed before it; null if there is none. */
    @Nullable
    Long committedNumber(String name);

    /** From the next commit on, the number called {@code name} is {@code value}. */
    void commitNumber(String name, long value);
}
