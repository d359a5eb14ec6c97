package dev.millrace.streams.internal.state.bytes;

import java.util.Map;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * An ordered map from byte keys to byte values; order is that of unsigned bytes.
 *
 * <p>Reads are safe on any thread, also while the owner of the task writes or closes; all else is <i>confined to the
 * thread that owns the task</i>. Arrays handed over or given back are not changed afterwards.
 */
public interface OrderedBytes {
    /**
     * The value of {@code key}, or null.
     *
     * @throws dev.millrace.streams.errors.InvalidStateStoreException if closed
     */
    byte @Nullable [] get(byte[] key);

    /** Entries from {@code from} to {@code to}, both inclusive, null for an open end, in the asked order. */
    ByteCursor range(byte @Nullable [] from, byte @Nullable [] to, boolean ascending);

    /**
     * Sets or, with null, deletes the value of {@code key}: at once if {@link #direct()}, else at the latest when
     * {@link #apply()} returns.
     */
    void put(byte[] key, byte @Nullable [] value);

    /** Deletes all entries from {@code from}, inclusive, to {@code end}, exclusive; takes effect as puts do. */
    void deleteRange(byte[] from, byte[] end);

    /** Whether a put takes effect at once, and what was put may go away by itself. */
    boolean direct();

    /**
     * Ends a group of puts: they are to become durable together with {@code changelogOffsets}, at the next
     * {@link #apply()}.
     *
     * @param applied called when every put of the group can be read
     */
    void commit(Map<TopicPartition, Long> changelogOffsets, Runnable applied);

    /** Keeps a few bytes beside the entries, in place of those before: they become durable with the next group. */
    default void note(byte[] note) {
        // By default nothing outlives the process, so there is nothing to keep.
    }

    /** What was last kept by {@link #note(byte[])} and became durable; null if there is nothing. */
    default byte @Nullable [] note() {
        return null;
    }

    /** Makes durable what has been put and committed, for all maps that share one database. */
    void apply();

    /** Brings to disk all that was applied, so that it outlives the process without a changelog. */
    void sync();

    /** The offset that became durable with the last group, exclusive; null if there is none. */
    @Nullable
    Long committedOffset(TopicPartition partition);

    /** Whether offsets are kept with the entries. */
    boolean keepsOffsets();

    /** Whether {@link #count()} is exact. */
    boolean countsExactly();

    /** Number of entries, an estimate unless {@link #countsExactly()}. */
    long count();

    /** Whether entries outlive the process. */
    boolean persistent();

    /** Whether it can be read and written. */
    boolean isOpen();

    /** Closes it and its cursors; may be called again. What was not applied is dropped. */
    void close();
}
