package dev.millrace.streams.internal.state.memory;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.state.bytes.ByteCursor;
import dev.millrace.streams.internal.state.bytes.OrderedBytes;
import dev.millrace.streams.internal.state.bytes.ReadGuard;

/**
 * A sorted map in the heap. A put can be read at once, which is no later than {@link #apply()}.
 *
 * <p><i>Thread-safe: a concurrent map;</i> puts and the life cycle are confined to the thread that owns the task.
 */
public final class HeapBytes implements OrderedBytes {
    private final ConcurrentNavigableMap<byte[], byte[]> entries = new ConcurrentSkipListMap<>(Arrays::compareUnsigned);
    private final ReadGuard guard;
    private volatile long count;

    /** An empty map of the store of that name. */
    public HeapBytes(String storeName) {
        guard = new ReadGuard(storeName);
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        long stamp = guard.enter();
        try {
            return entries.get(key);
        } finally {
            guard.leave(stamp);
        }
    }

    @Override
    public ByteCursor range(byte @Nullable [] from, byte @Nullable [] to, boolean ascending) {
        long stamp = guard.enter();
        try {
            return new HeapCursor(between(from, to, ascending), guard);
        } finally {
            guard.leave(stamp);
        }
    }

    private ConcurrentNavigableMap<byte[], byte[]> between(
            byte @Nullable [] from, byte @Nullable [] to, boolean ascending) {
        ConcurrentNavigableMap<byte[], byte[]> part = entries;
        if (from != null) {
            part = part.tailMap(from, true);
        }
        if (to != null) {
            part = part.headMap(to, true);
        }
        return ascending ? part : part.descendingMap();
    }

    @Override
    public void put(byte[] key, byte @Nullable [] value) {
        byte[] former = value == null ? entries.remove(key) : entries.put(key, value);
        // Only the owner of the task writes the count: no read-modify-write can be lost.
        count = count + (value == null ? 0 : 1) - (former == null ? 0 : 1);
    }

    @Override
    public void deleteRange(byte[] from, byte[] end) {
        ConcurrentNavigableMap<byte[], byte[]> range = entries.subMap(from, true, end, false);
        range.keySet().forEach(key -> put(key, null));
    }

    @Override
    public boolean direct() {
        return false;
    }

    @Override
    public void commit(Map<TopicPartition, Long> changelogOffsets, Runnable applied) {
        applied.run();
    }

    @Override
    public void apply() {
        // A put is applied when it is made.
    }

    @Override
    public void sync() {
        // There is no disk.
    }

    @Override
    public @Nullable Long committedOffset(TopicPartition partition) {
        return null;
    }

    @Override
    public boolean keepsOffsets() {
        return false;
    }

    @Override
    public boolean countsExactly() {
        return true;
    }

    @Override
    public long count() {
        return count;
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return guard.isOpen();
    }

    @Override
    public void close() {
        guard.close(entries::clear);
    }
}
