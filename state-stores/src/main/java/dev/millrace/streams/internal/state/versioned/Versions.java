package dev.millrace.streams.internal.state.versioned;

import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.state.buffer.KeyForm;
import dev.millrace.streams.internal.state.buffer.MergedCursor;
import dev.millrace.streams.internal.state.buffer.ValueForm;
import dev.millrace.streams.internal.state.buffer.WriteBuffer;
import dev.millrace.streams.state.VersionedKeyValueStore;
import dev.millrace.streams.state.VersionedRecord;

/**
 * What a versioned store is: the latest version of each key, and the history of those before.
 *
 * <p><b>Put.</b> A version that is newer than the latest takes its place, and the former latest goes into the history,
 * ending where the new one begins. That is two look-ups in hash maps. An older version is put between two of the
 * history: the one before it ends where it begins, and it ends where the next begins.
 *
 * <p><b>Order of writes.</b> What moves is written to its new place first, so that a query never misses it in between:
 * queries look at the latest version first and at the history second.
 *
 * <p>Reads are <i>thread-safe: as the buffers' are;</i> all else is confined to the thread that owns the task.
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
final class Versions<K, V> implements ExpiredSweep.Removal {
    private final KeyForm<K> keys;
    private final ValueForm<V> values;
    private final WriteBuffer<K, Timed> latest;
    private final History history;
    private final ExpiredSweep sweep;
    private final long retentionMs;
    private final AtomicLong observedTime = new AtomicLong(-1);

    Versions(
            KeyForm<K> keys,
            ValueForm<V> values,
            WriteBuffer<K, Timed> latest,
            History history,
            ExpiredSweep sweep,
            long retentionMs) {
        this.keys = keys;
        this.values = values;
        this.latest = latest;
        this.history = history;
        this.sweep = sweep;
        this.retentionMs = retentionMs;
    }

    /** The largest time stamp that was put; -1 before the first. */
    long observedTime() {
        return observedTime.get();
    }

    /** Time went on to {@code time}, if that is later. */
    void observe(long time) {
        if (time > observedTime.get()) {
            observedTime.lazySet(time);
        }
    }

    private long historyBegin() {
        return observedTime.get() - retentionMs;
    }

    /** Puts a version, as {@link VersionedKeyValueStore#put} says. */
    long put(K key, byte[] keyBytes, @Nullable Object held, long time) {
        if (time < historyBegin()) {
            return VersionedKeyValueStore.PUT_RETURN_CODE_NOT_PUT;
        }
        observe(time);
        Timed former = latest.get(key);
        if (former != null && time < former.time()) {
            return putIntoHistory(keyBytes, held, time, former.time());
        }
        if (held != null) {
            retire(keyBytes, former, time);
            latest.put(key, new Timed(time, held));
        } else if (former != null && former.time() == time && !former.deletion()) {
            withdraw(key, keyBytes, time);
        } else {
            retire(keyBytes, former, time);
            deleteLatest(key, keyBytes, time);
        }
        return VersionedKeyValueStore.PUT_RETURN_CODE_VALID_TO_UNDEFINED;
    }

    /** A deletion stays in the history as it is: it ends where the next version begins, whichever that is. */
    private void retire(byte[] keyBytes, @Nullable Timed former, long end) {
        if (former != null && !former.deletion() && end > former.time()) {
            history.put(keyBytes, former.time(), new Timed(end, former.held()));
            sweep.put(end);
        }
    }

    private void deleteLatest(K key, byte[] keyBytes, long time) {
        history.put(keyBytes, time, new Timed(Timed.OPEN, null));
        sweep.put(time);
        latest.put(key, new Timed(time, null));
    }

    /**
     * Deletes the latest version at the very time at which it began. As in Kafka Streams, nothing is left of the
     * deletion then, unless another version is known to have ended at that time.
     */
    private void withdraw(K key, byte[] keyBytes, long time) {
        History.Version before = history.lastUntil(keyBytes, time);
        if (before != null && (before.to() == time || before.from() == time)) {
            deleteLatest(key, keyBytes, time);
        } else {
            latest.put(key, before != null && before.open() ? new Timed(before.from(), null) : null);
        }
    }

    private long putIntoHistory(byte[] keyBytes, @Nullable Object held, long time, long latestTime) {
        History.Version before = history.lastUntil(keyBytes, time);
        boolean within = before != null && !before.open() && time < before.to();
        long end = within ? before.to() : nextBegin(keyBytes, time, latestTime);
        history.put(keyBytes, time, new Timed(end, held));
        sweep.put(end);
        if (within && before.from() < time) {
            history.put(keyBytes, before.from(), new Timed(time, before.timed().held()));
            sweep.put(time);
        }
        return end;
    }

    private long nextBegin(byte[] keyBytes, long time, long latestTime) {
        History.Version next = history.firstAfter(keyBytes, time);
        return next == null ? latestTime : next.from();
    }

    /** The latest version; null if there is none. */
    @Nullable
    VersionedRecord<V> get(K key) {
        return record(latest.get(key));
    }

    private @Nullable VersionedRecord<V> record(@Nullable Timed version) {
        Object held = version == null ? null : version.held();
        return held == null ? null : new VersionedRecord<>(values.value(held), version.time());
    }

    /** The version valid at {@code time}; null if there is none or history does not go so far. */
    @Nullable
    VersionedRecord<V> get(K key, long time) {
        Timed newest = latest.get(key);
        if (newest == null || newest.time() <= time) {
            return record(newest);
        }
        if (time < historyBegin()) {
            return null;
        }
        History.Version version = history.lastUntil(bytesOf(key), time);
        Object held =
                version == null || version.to() <= time ? null : version.timed().held();
        return held == null ? null : new VersionedRecord<>(values.value(held), version.from(), version.to());
    }

    /** The versions that were valid at some moment from {@code from} to {@code to}, both inclusive. */
    VersionRows<V> get(K key, long from, long to, boolean ascending) {
        Timed newest = latest.get(key);
        long begin = historyBegin();
        // Nothing that the history has ends before it is known to begin: what lasted longer is cut off there.
        long first = Math.max(from, begin);
        MergedCursor<byte[], Timed> rows = to < begin
                ? null
                : former(bytesOf(key), first, newest == null ? to : Math.min(to, newest.time() - 1), ascending);
        VersionedRecord<V> wanted = newest != null && newest.time() <= to ? record(newest) : null;
        return new VersionRows<>(values, wanted, rows, first, ascending);
    }

    private @Nullable MergedCursor<byte[], Timed> former(byte[] keyBytes, long from, long to, boolean ascending) {
        if (!ascending) {
            return history.begun(keyBytes, Long.MIN_VALUE, to, false);
        }
        History.Version atBegin = history.lastUntil(keyBytes, from);
        long first = atBegin == null ? from : atBegin.from();
        return first > to ? null : history.begun(keyBytes, first, to, true);
    }

    private byte[] bytesOf(K key) {
        return keys.bytes(keys.held(key));
    }

    /** Removes some versions that have expired; part of a commit. */
    void sweep() {
        sweep.step(history.takePuts(), historyBegin(), this);
    }

    @Override
    public void ended(byte[] key, long from) {
        history.remove(key, from);
    }

    @Override
    public void deleted(byte[] key, long from) {
        Timed newest = latest.get(keys.read(key));
        if (newest != null && newest.deletion() && newest.time() == from) {
            latest.put(keys.read(key), null);
        }
        history.remove(key, from);
    }
}
