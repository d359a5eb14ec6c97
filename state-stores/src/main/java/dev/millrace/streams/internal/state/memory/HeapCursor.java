package dev.millrace.streams.internal.state.memory;

import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.state.bytes.ByteCursor;
import dev.millrace.streams.internal.state.bytes.ReadGuard;

/**
 * Walks over a sorted map; what is put meanwhile may or may not be met. <i>Confined to the thread that opened it.</i>
 */
final class HeapCursor implements ByteCursor {
    private final Iterator<Map.Entry<byte[], byte[]>> entries;
    private final ReadGuard guard;
    private Map.@Nullable Entry<byte[], byte[]> current;

    HeapCursor(Map<byte[], byte[]> map, ReadGuard guard) {
        entries = map.entrySet().iterator();
        this.guard = guard;
    }

    @Override
    public boolean next() {
        guard.leave(guard.enter());
        current = entries.hasNext() ? entries.next() : null;
        return current != null;
    }

    @Override
    public byte[] key() {
        return current().getKey();
    }

    @Override
    public byte[] value() {
        return current().getValue();
    }

    private Map.Entry<byte[], byte[]> current() {
        Map.Entry<byte[], byte[]> entry = current;
        if (entry == null) {
            throw new NoSuchElementException();
        }
        return entry;
    }

    @Override
    public void close() {
        // Holds nothing but heap.
    }
}
