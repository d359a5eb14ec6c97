package dev.millrace.streams.internal.output;

import org.jspecify.annotations.Nullable;

/** The record a task is processing, as far as output must report it. <i>Confined to the owner of the task.</i> */
public interface CurrentRecord {
    /** The record and where it was read from, with key and value as read, to be used at once and not kept. */
    FailureContext failureContext(@Nullable String nodeName);

    /** The wall clock of the step under way, milliseconds since the epoch. */
    long systemTimeMs();
}
