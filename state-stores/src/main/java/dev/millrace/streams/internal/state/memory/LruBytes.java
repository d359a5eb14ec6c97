package dev.millrace.streams.internal.state.memory;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.state.bytes.ByteCursor;
import dev.millrace.streams.internal.state.bytes.OrderedBytes;
import dev.millrace.streams.internal.state.bytes.ReadGuard;

/**
 * A map in the heap that holds a bounded number of entries and forgets the one that was not read or written for the
 * longest time. Puts take effect at once, since which entry goes depends on their order.
 *
 * <p><i>Thread-safe: by its own monitor,</i> since a read changes the order too.
 */
public final class LruBytes implements OrderedBytes {
    private final LinkedHashMap<Bytes, byte[]> entries = new LinkedHashMap<>(16, 0.75f, true);
    private final int maxEntries;
    private final Consumer<byte[]> forgotten;
    private final ReadGuard guard;

    /**
     * Holds nothing yet.
     *
     * @param maxEntries how many entries it holds at most
     * @param forgotten told the key of each entry that had to go
     */
    public LruBytes(String storeName, int maxEntries, Consumer<byte[]> forgotten) {
        guard = new ReadGuard(storeName);
        this.maxEntries = maxEntries;
        this.forgotten = forgotten;
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        long stamp = guard.enter();
        try {
            synchronized (entries) {
                return entries.get(Bytes.wrap(key));
            }
        } finally {
            guard.leave(stamp);
        }
    }

    @Override
    public ByteCursor range(byte @Nullable [] from, byte @Nullable [] to, boolean ascending) {
        long stamp = guard.enter();
        try {
            NavigableMap<byte[], byte[]> sorted = sortedCopy(from, to);
            return new HeapCursor(ascending ? sorted : sorted.descendingMap(), guard);
        } finally {
            guard.leave(stamp);
        }
    }

    private NavigableMap<byte[], byte[]> sortedCopy(byte @Nullable [] from, byte @Nullable [] to) {
        NavigableMap<byte[], byte[]> sorted = new TreeMap<>(Arrays::compareUnsigned);
        synchronized (entries) {
            entries.forEach((key, value) -> {
                boolean tooLow = from != null && Arrays.compareUnsigned(key.get(), from) < 0;
                boolean tooHigh = to != null && Arrays.compareUnsigned(key.get(), to) > 0;
                if (!tooLow && !tooHigh) {
                    sorted.put(key.get(), value);
                }
            });
        }
        return sorted;
    }

    @Override
    public void put(byte[] key, byte @Nullable [] value) {
        Bytes eldest = null;
        synchronized (entries) {
            if (value == null) {
                entries.remove(Bytes.wrap(key));
            } else {
                entries.put(Bytes.wrap(key), value);
            }
            if (entries.size() > maxEntries) {
                eldest = entries.keySet().iterator().next();
                entries.remove(eldest);
            }
        }
        if (eldest != null) {
            forgotten.accept(eldest.get());
        }
    }

    @Override
    public void deleteRange(byte[] from, byte[] end) {
        for (byte[] key : sortedCopy(from, end).headMap(end, false).keySet()) {
            put(key, null);
        }
    }

    @Override
    public boolean direct() {
        return true;
    }

    @Override
    public void commit(Map<TopicPartition, Long> changelogOffsets, Runnable applied) {
        applied.run();
    }

    @Override
    public void apply() {
        // Nothing waits: puts take effect at once.
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
        synchronized (entries) {
            return entries.size();
        }
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
        guard.close(() -> {
            synchronized (entries) {
                entries.clear();
            }
        });
    }
}
