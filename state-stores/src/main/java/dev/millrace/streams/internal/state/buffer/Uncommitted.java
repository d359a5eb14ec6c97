package dev.millrace.streams.internal.state.buffer;

import java.util.Arrays;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Which entries of a buffer are uncommitted, and their order once somebody asks for a range.
 *
 * <p><b>Epochs.</b> Each commit ends an epoch. An entry carries the epoch of its last change, and is uncommitted if
 * that is later than the last one committed. So a commit turns thousands of entries clean by one volatile write, after
 * they can be read below: a query that looks here first and below second never misses an entry in between.
 *
 * <p><b>Order.</b> The first range of an epoch on the owning thread builds a sorted index which later changes of the
 * epoch enter too, so that many ranges between two commits do not each walk the whole map.
 *
 * <p>{@link #between} without indexing and {@link #forEach} are <i>thread-safe: by concurrent maps;</i> all else is
 * confined to the thread that owns the task.
 */
final class Uncommitted {
    private final Entries entries;
    private final KeyForm<?> keys;
    private boolean sorted;
    private volatile long committedEpoch;
    private volatile @Nullable ConcurrentNavigableMap<byte[], Entry> index;

    /** Looks at {@code entries}, which the buffer changes. */
    Uncommitted(Entries entries, KeyForm<?> keys) {
        this.entries = entries;
        this.keys = keys;
    }

    /** Keeps the order from now on, before anybody asks. */
    void keepSorted() {
        sorted = true;
        index = freshIndex();
    }

    /** Of an epoch that has no change yet; null if it waits for the first range. */
    private @Nullable ConcurrentNavigableMap<byte[], Entry> freshIndex() {
        return sorted ? new ConcurrentSkipListMap<>(Arrays::compareUnsigned) : null;
    }

    /** {@code entry} is about to get a new value. */
    void changes(Entry entry) {
        long epoch = committedEpoch + 1;
        if (entry.epoch != epoch) {
            entry.epoch = epoch;
            ConcurrentNavigableMap<byte[], Entry> current = index;
            if (current != null) {
                current.put(entry.keyBytes(keys), entry);
            }
        }
    }

    /** {@code entry} left the buffer, though no commit has written it. */
    void dropped(Entry entry) {
        ConcurrentNavigableMap<byte[], Entry> current = index;
        if (current != null) {
            current.remove(entry.keyBytes(keys), entry);
        }
    }

    /** Whether {@code entry} was changed since the last commit. */
    boolean contains(Entry entry) {
        return entry.epoch > committedEpoch;
    }

    /** Everything so far can be read below. */
    void endEpoch() {
        committedEpoch++;
        index = freshIndex();
    }

    /** The buffer is empty. */
    void clear() {
        index = freshIndex();
    }

    /** A copy of those whose keys are in a range, both ends inclusive, null for an open end. */
    UncommittedRows between(byte @Nullable [] from, byte @Nullable [] to, boolean mayIndex) {
        UncommittedRows rows = new UncommittedRows(from, to);
        ConcurrentNavigableMap<byte[], Entry> ordered = index;
        if (ordered == null && mayIndex) {
            ordered = buildIndex();
        }
        if (ordered == null) {
            forEach((entry, value) -> rows.add(keys.bytes(entry.key), entry.key, value));
        } else {
            ConcurrentNavigableMap<byte[], Entry> tail = from == null ? ordered : ordered.tailMap(from, true);
            (to == null ? tail : tail.headMap(to, true)).forEach(rows::addIfKnown);
        }
        return rows;
    }

    private ConcurrentNavigableMap<byte[], Entry> buildIndex() {
        ConcurrentNavigableMap<byte[], Entry> built = new ConcurrentSkipListMap<>(Arrays::compareUnsigned);
        for (Entry entry : entries.all()) {
            if (contains(entry)) {
                built.put(entry.keyBytes(keys), entry);
            }
        }
        index = built;
        return built;
    }

    /** Hands each with its value, null for a deletion, to {@code taker}, in no order. */
    void forEach(BiConsumer<Entry, @Nullable Object> taker) {
        long committed = committedEpoch;
        for (Entry entry : entries.all()) {
            Object value = entry.value();
            if (value != Entry.UNKNOWN && entry.epoch > committed) {
                taker.accept(entry, value);
            }
        }
    }

    /** Takes entries and puts a copy of those that are uncommitted into {@code rows}. */
    Consumer<Entry> collecting(UncommittedRows rows) {
        long committed = committedEpoch;
        return entry -> {
            Object value = entry.value();
            if (value != Entry.UNKNOWN && entry.epoch > committed) {
                rows.add(keys.bytes(entry.key), entry.key, value);
            }
        };
    }
}
