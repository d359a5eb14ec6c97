package dev.millrace.streams.internal.dsl.option;

import dev.millrace.streams.kstream.EmitStrategy;

/** What a table's store holds, and for how long. Implementations are <i>immutable.</i> */
public sealed interface StoreShape {
    /** One value for each key, for ever. */
    record Rows() implements StoreShape {}

    /**
     * One value for each key and window.
     *
     * @param sizeMs length of the windows
     * @param graceMs how long after its end a window still changes
     * @param retentionMs how long they are kept after their start
     * @param emitStrategy when results are handed on
     * @param sliding whether windows begin at any moment
     */
    record OfWindows(long sizeMs, long graceMs, long retentionMs, EmitStrategy emitStrategy, boolean sliding)
            implements StoreShape {}

    /**
     * One value for each key and session.
     *
     * @param graceMs how long after its end a session still changes
     * @param retentionMs how long sessions are kept after their end
     * @param emitStrategy when results are handed on
     */
    record OfSessions(long graceMs, long retentionMs, EmitStrategy emitStrategy) implements StoreShape {}
}
