package dev.millrace.streams.internal.state.buffer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.state.bytes.ByteCursor;
import dev.millrace.streams.internal.state.bytes.ByteRange;
import dev.millrace.streams.internal.state.bytes.OrderedBytes;
import dev.millrace.streams.processor.RecordContext;

import static java.util.Objects.requireNonNull;

/**
 * The entries of a store that are not committed yet, and those used lately, over the committed ones. In a word: a hash
 * map of objects that is written to the ordered bytes below once per commit.
 *
 * <p><b>Put.</b> Without caching, a change is serialised and logged at once. With caching it is held back; it is logged
 * and handed downstream when flushed, or when the cache budget is exceeded and it is its turn to leave. Either way it
 * stays here until the commit has written it below, then it is clean and may be dropped. Over {@linkplain
 * OrderedBytes#direct() direct} bytes a logged change is written below at once and nothing stays.
 *
 * <p><b>Ranges</b> copy the uncommitted entries between two keys, sorted, before the cursor below is opened ({@link
 * Uncommitted}).
 *
 * <p>Reads are <i>thread-safe: by a concurrent map;</i> threads other than the owner enter nothing into it. All else is
 * confined to the thread that owns the task; whoever writes, flushes or commits is taken for the owner from then on.
 *
 * @param <K> type of keys
 * @param <S> type of values, with time stamp if the store has them
 */
public final class WriteBuffer<K, S> {
    private static final int ENTRY_BYTES = 64;
    private static final byte[] LOWEST = {};

    private final KeyForm<K> keys;
    private final ValueForm<S> values;
    private final OrderedBytes below;
    private final BufferTask task;
    private final boolean direct;
    private final LoggedChanges changes;
    private final @Nullable RecentPast recent;
    private final Entries entries;
    private final BufferHeap heap;
    private final HeldBack heldBack = new HeldBack();
    private final ArrayList<Entry> logged = new ArrayList<>();
    private final Uncommitted uncommitted;
    private Predicate<Object> expired = held -> false;
    private byte @Nullable [] expiredBefore;
    private @Nullable Handover handover;
    private @Nullable Thread owner = Thread.currentThread();

    /** An empty buffer over {@code below}. */
    public WriteBuffer(KeyForm<K> keys, ValueForm<S> values, OrderedBytes below, BufferTask task) {
        this(keys, values, below, task, null);
    }

    /** The same for entries that have a time, as {@code chronology} says; null if they have none. */
    public WriteBuffer(
            KeyForm<K> keys,
            ValueForm<S> values,
            OrderedBytes below,
            BufferTask task,
            @Nullable Chronology chronology) {
        this.keys = keys;
        this.values = values;
        this.below = below;
        this.task = task;
        this.direct = below.direct();
        this.changes = new LoggedChanges(keys, values, task);
        this.recent = direct || chronology == null ? null : new RecentPast(chronology);
        this.entries = new Entries(recent);
        this.heap = new BufferHeap(task);
        this.uncommitted = new Uncommitted(entries, keys);
    }

    /** Says that no entry of that time or later is below, though there may be earlier ones; until then any may be. */
    public void beginsAt(long time) {
        if (recent != null) {
            recent.beginsAt(time);
        }
    }

    /** Hands changes on to {@code downstream} from now on; only of use with caching. */
    public void handOnTo(Handover downstream) {
        handover = downstream;
    }

    /** Keeps uncommitted entries in order from now on, which is of use if most reads are ranges, by queries too. */
    public void keepSorted() {
        uncommitted.keepSorted();
    }

    /** Keeps no entry from now on whose held key {@code expired} finds too old: it is logged and handed on, no more. */
    public void expireBy(Predicate<Object> expired) {
        this.expired = expired;
    }

    /**
     * Drops what {@linkplain #expireBy expired}: at once what is here, with the next commit what is below. Changes held
     * back go when they were handed on.
     *
     * @param end no entry with a lesser serialised key is needed any more
     */
    public void dropExpired(byte[] end) {
        expiredBefore = end;
        for (Entry entry : entries.all()) {
            if (!entry.heldBack() && expired.test(entry.key)) {
                drop(entry);
            }
        }
        logged.removeIf(Entry::gone);
    }

    /** The value of {@code key}, latest first; null if there is none. */
    public @Nullable S get(K key) {
        Object held = keys.held(key);
        Entry entry = entries.get(held);
        if (entry == null) {
            held = keys.canonical(held);
            entry = entries.get(held);
        }
        Object value = entry == null ? Entry.UNKNOWN : entry.value();
        if (value == Entry.UNKNOWN) {
            value = entry == null && isKnownAbsent(held) ? null : readBelow(held);
        } else if (!entry.used && Thread.currentThread() == owner) {
            entry.used = true;
        }
        return value == null ? null : values.value(value);
    }

    /** The value of {@code key} without a change that is held back; null if there is none. */
    public @Nullable S getHandedOn(K key) {
        Object held = keys.canonical(keys.held(key));
        Entry entry = entries.get(held);
        Object value = entry == null ? Entry.UNKNOWN : entry.value();
        // Asked after the value was read: whoever sees a value that is held back sees that it is.
        if (value == Entry.UNKNOWN || entry.heldBack()) {
            byte[] stored = below.get(keys.bytes(held));
            value = stored == null ? null : values.read(stored);
        }
        return value == null ? null : values.value(value);
    }

    /** Other threads cannot know: an entry may leave the buffer while they look. */
    private boolean isKnownAbsent(Object held) {
        return recent != null && recent.holds(held) && Thread.currentThread() == owner;
    }

    private @Nullable Object readBelow(Object held) {
        byte[] keyBytes = keys.bytes(held);
        byte[] stored = below.get(keyBytes);
        Object value = stored == null ? null : values.read(stored);
        if (!direct && Thread.currentThread() == owner) {
            Entry entry = entries.add(held);
            entry.keyBytes = keyBytes;
            entry.value(value);
            heap.becomeEvictable(entry, weightOf(entry));
            trim();
        }
        return value;
    }

    /** Changes an entry; a null value deletes it. */
    public void put(K key, @Nullable S value) {
        owner = Thread.currentThread();
        Object heldKey = keys.held(key);
        Object newValue = value == null ? null : values.held(value, keys, heldKey);
        Entry entry = entryFor(heldKey);
        entry.used = true;
        if (task.caching()) {
            holdBack(entry, newValue);
        } else {
            change(entry, newValue);
            log(entry, newValue, null);
        }
        trim();
    }

    private Entry entryFor(Object held) {
        Entry entry = entries.get(held);
        if (entry != null) {
            return entry;
        }
        Object canonical = keys.canonical(held);
        Entry present = entries.get(canonical);
        return present == null ? entries.add(canonical) : present;
    }

    private void holdBack(Entry entry, @Nullable Object newValue) {
        heldBack.changed(entry, entry.value(), task.runtime().currentRecord());
        change(entry, newValue);
        int weight = weightOf(entry);
        if (entry.logged()) {
            heap.reweigh(entry, weight);
        } else {
            heap.becomeEvictable(entry, weight);
        }
    }

    /** The epoch goes first: see {@link Entry}. */
    private void change(Entry entry, @Nullable Object newValue) {
        uncommitted.changes(entry);
        entry.raw = null;
        entry.value(newValue);
    }

    private void log(Entry entry, @Nullable Object value, @Nullable RecordContext changedBy) {
        byte[] keyBytes = entry.keyBytes(keys);
        byte[] raw = changes.log(entry, keyBytes, value, changedBy);
        if (direct) {
            below.put(keyBytes, storedBytes(value, raw));
            drop(entry);
        } else if (expired.test(entry.key)) {
            drop(entry);
        } else {
            entry.raw = raw;
            becomeLogged(entry, value);
        }
    }

    private void becomeLogged(Entry entry, @Nullable Object value) {
        if (value != null) {
            Object settled = values.settled(value);
            if (settled != value) {
                entry.value(settled);
            }
        }
        int weight = weightOf(entry);
        if (entry.logged()) {
            heap.reweigh(entry, weight);
        } else {
            heap.becomeLogged(entry, weight);
            logged.add(entry);
        }
    }

    /** Hands every change held back to the changelog and downstream, oldest first; the first step of a commit. */
    public void flush() {
        owner = Thread.currentThread();
        while (!heldBack.isEmpty()) {
            for (Entry entry : heldBack.inOrder()) {
                if (entry.heldBack()) {
                    handOn(entry);
                }
            }
        }
        trim();
    }

    private void handOn(Entry entry) {
        Object value = entry.value();
        Object before = entry.handedOn;
        RecordContext changedBy = entry.changedBy;
        assert changedBy != null : "held back without a record";
        heldBack.leave(entry);
        Handover downstream = handover;
        if (downstream == null) {
            log(entry, value, changedBy);
            return;
        }
        if (before == Entry.UNKNOWN) {
            before = value == null || downstream.oldValues() ? committed(entry) : null;
        }
        if (value == null && before == null) {
            forgetUnseen(entry);
            return;
        }
        log(entry, value, changedBy);
        Object old = downstream.oldValues() ? before : null;
        long timestamp = changes.timestampOf(value, changedBy);
        task.runtime()
                .runAs(changedBy, () -> downstream.changed(entry.key, value, old, timestamp, changedBy.headers()));
    }

    /** Came and went between two flushes: nobody has seen it. */
    private void forgetUnseen(Entry entry) {
        if (direct) {
            drop(entry);
        } else if (!entry.logged()) {
            heap.queue(entry);
        }
    }

    private @Nullable Object committed(Entry entry) {
        if (isKnownAbsent(entry.key)) {
            return null;
        }
        byte[] stored = below.get(entry.keyBytes(keys));
        return stored == null ? null : values.read(stored);
    }

    /**
     * Writes all changes below, to become durable with the offsets. What is still held back is flushed first.
     *
     * @param changelogOffsets offset after the last logged change for each changelog partition, exclusive
     */
    public void commit(Map<TopicPartition, Long> changelogOffsets) {
        flush();
        if (expiredBefore != null) {
            below.deleteRange(LOWEST, expiredBefore);
            expiredBefore = null;
        }
        logged.removeIf(Entry::gone);
        logged.forEach(entry -> entry.keyBytes(keys));
        // Sorted keys take the database's skip list a third to half less time.
        for (Entry entry : KeyOrder.sorted(logged)) {
            below.put(entry.keyBytes(keys), storedBytes(entry.value(), entry.raw));
        }
        below.commit(changelogOffsets, this::committed);
    }

    private byte @Nullable [] storedBytes(@Nullable Object value, byte @Nullable [] raw) {
        if (value == null) {
            return null;
        }
        return values.stored(value, raw == null ? values.raw(value) : raw);
    }

    private void committed() {
        uncommitted.endEpoch();
        for (Entry entry : logged) {
            entry.raw = null;
            heap.becomeClean(entry);
        }
        logged.clear();
        trim();
    }

    /** Forgets clean entries, since those below change without this buffer: when a changelog is restored. */
    public void forgetClean() {
        owner = Thread.currentThread();
        if (!logged.isEmpty() || !heldBack.isEmpty()) {
            throw new IllegalStateException("Uncommitted entries while restoring");
        }
        if (entries.isEmpty()) {
            // The budgets are the stream thread's, and the restorer may own the task: nothing is charged.
            entries.clear();
        } else {
            close();
        }
    }

    /** Drops everything, uncommitted entries too, and gives their heap back. */
    public void close() {
        heap.clear();
        entries.clear();
        logged.clear();
        uncommitted.clear();
    }

    /** Latest entries from {@code from} to {@code to}, both inclusive, null for an open end. */
    public MergedCursor<K, S> range(byte @Nullable [] from, byte @Nullable [] to, boolean ascending) {
        List<UncommittedRows.Row> rows = uncommittedBetween(from, to).sorted(ascending);
        return new MergedCursor<>(keys, values, rows, below.range(from, to, ascending), ascending);
    }

    /**
     * Latest entries of some ranges.
     *
     * @param ranges ascending, none overlaps another
     * @param belongs finds the serialised keys that are meant
     * @param reader opens what is committed of them
     */
    public MergedCursor<K, S> ranges(
            List<ByteRange> ranges, Predicate<byte[]> belongs, Supplier<ByteCursor> reader, boolean ascending) {
        List<UncommittedRows.Row> rows = new ArrayList<>();
        for (int turn = 0; turn < ranges.size(); turn++) {
            ByteRange range = ranges.get(ascending ? turn : ranges.size() - 1 - turn);
            for (UncommittedRows.Row row :
                    uncommittedBetween(range.from(), range.to()).sorted(ascending)) {
                if (belongs.test(row.keyBytes())) {
                    rows.add(row);
                }
            }
        }
        return new MergedCursor<>(keys, values, rows, reader.get(), ascending);
    }

    /**
     * Latest entries of one key, which have a time.
     *
     * @param keyAlone as the chronology tells it
     * @param reader opens what is committed of them; not called if everything is here
     */
    public MergedCursor<K, S> ofOneKey(Object keyAlone, TimeSpan span, Supplier<ByteCursor> reader, boolean ascending) {
        RecentPast past = requireNonNull(recent, "entries have no time");
        boolean owned = Thread.currentThread() == owner;
        if (owned && past.isWholeFrom(span.from())) {
            List<UncommittedRows.Row> rows = new ArrayList<>();
            past.forEach(keyAlone, span, entries, true, entry -> rows.add(UncommittedRows.Row.whole(entry)));
            if (!ascending) {
                Collections.reverse(rows);
            }
            return new MergedCursor<>(keys, values, rows, ByteCursor.empty(), ascending);
        }
        UncommittedRows rows = new UncommittedRows(null, null);
        past.forEach(keyAlone, span, entries, owned, uncommitted.collecting(rows));
        return new MergedCursor<>(keys, values, rows.sorted(ascending), reader.get(), ascending);
    }

    /** Whether {@link #ofOneKey} can be asked: not over direct bytes, which have everything themselves. */
    public boolean knowsTime() {
        return recent != null;
    }

    private UncommittedRows uncommittedBetween(byte @Nullable [] from, byte @Nullable [] to) {
        return uncommitted.between(from, to, Thread.currentThread() == owner);
    }

    /**
     * Number of entries: exact if the one below is and nothing is held back over direct bytes, else an estimate that
     * may count an uncommitted entry twice.
     */
    public long count() {
        long committed = below.count();
        if (direct) {
            return committed;
        }
        long[] difference = {0};
        uncommitted.forEach((entry, value) -> difference[0] += (value == null ? 0 : 1) - countedBelow(entry));
        return Math.max(0, committed + difference[0]);
    }

    private int countedBelow(Entry entry) {
        return below.countsExactly() && below.get(keys.bytes(entry.key)) != null ? 1 : 0;
    }

    /** Brings the heap back into its bounds. */
    private void trim() {
        for (Entry entry = heap.next(); entry != null; entry = heap.next()) {
            if (entry.heldBack()) {
                handOn(entry);
            } else {
                drop(entry);
            }
        }
        if (task.uncommitted().exceeded()) {
            task.runtime().requestCommit();
        }
    }

    private void drop(Entry entry) {
        heap.leave(entry);
        entries.remove(entry);
        if (direct || uncommitted.contains(entry)) {
            uncommitted.dropped(entry);
        }
    }

    private int weightOf(Entry entry) {
        Object value = entry.value();
        return ENTRY_BYTES + keys.weight(entry.key) + (value == null ? 0 : values.weight(value));
    }
}
