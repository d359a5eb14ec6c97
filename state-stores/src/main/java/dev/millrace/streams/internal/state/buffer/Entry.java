package dev.millrace.streams.internal.state.buffer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.processor.RecordContext;

/**
 * One key in the buffer, in one of these conditions:
 *
 * <ul>
 *   <li><i>clean</i>: as committed; kept to spare reads, may be dropped;
 *   <li><i>held back</i>: changed, neither logged nor handed downstream yet;
 *   <li><i>logged</i>: changed and logged, but not committed: must stay.
 * </ul>
 *
 * Held back and logged may hold together: logged once, then changed again.
 *
 * <p><i>Confined to the thread that owns the task</i>, but for {@link #value()} and {@link #epoch}, which queries read:
 * the epoch is written before the value, so whoever sees a value sees at least its epoch.
 */
final class Entry {
    /** Value of a key whose committed value has not been read. */
    static final Object UNKNOWN = new Object();

    private static final int HELD_BACK = 1;
    private static final int LOGGED = 2;
    private static final int GONE = 4;
    private static final VarHandle VALUE;

    static {
        try {
            VALUE = MethodHandles.lookup().findVarHandle(Entry.class, "value", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final Object key;
    byte @Nullable [] keyBytes;
    /** Serialised value of a logged entry, if it was serialised already. */
    byte @Nullable [] raw;
    /** Value that was last handed downstream, while held back. */
    @Nullable
    Object handedOn;
    /** Record that last changed it, while held back. */
    @Nullable
    RecordContext changedBy;
    /** The commit that will take its last change; see {@link Uncommitted}. */
    long epoch;
    /** Order of last changes, while held back. */
    long sequence;

    int weight;
    /** Used since the eviction queue last passed by. */
    boolean used;

    boolean queued;
    boolean listedAsHeldBack;

    @Nullable
    Entry nextInQueue;

    private int condition;
    private @Nullable Object value = UNKNOWN;

    Entry(Object key) {
        this.key = key;
    }

    /** The serialised key; made at the first call. */
    byte[] keyBytes(KeyForm<?> keys) {
        byte[] bytes = keyBytes;
        if (bytes == null) {
            bytes = keys.bytes(key);
            keyBytes = bytes;
        }
        return bytes;
    }

    @Nullable
    Object value() {
        return VALUE.getAcquire(this);
    }

    /** A release, not a volatile write: queries see it soon enough, and a hot key is spared a fence. */
    void value(@Nullable Object newValue) {
        VALUE.setRelease(this, newValue);
    }

    boolean clean() {
        return condition == 0;
    }

    boolean heldBack() {
        return (condition & HELD_BACK) != 0;
    }

    boolean logged() {
        return (condition & LOGGED) != 0;
    }

    /** No longer in the buffer. */
    boolean gone() {
        return condition == GONE;
    }

    void becomeHeldBack() {
        condition |= HELD_BACK;
    }

    void leaveHeldBack() {
        condition &= ~HELD_BACK;
    }

    void becomeLogged() {
        condition |= LOGGED;
    }

    void becomeClean() {
        condition = 0;
    }

    void becomeGone() {
        condition = GONE;
    }
}
