package dev.millrace.streams.internal.state.versioned;

import java.util.Arrays;
import java.util.Map;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.state.bytes.ByteCursor;
import dev.millrace.streams.internal.state.bytes.OrderedBytes;

/**
 * One part of ordered bytes: the entries whose keys begin with a byte of its own, without that byte. Threads: as the
 * bytes below. Several parts of the same bytes are committed one after the other, and applied together.
 */
final class PrefixedBytes implements OrderedBytes {
    private final OrderedBytes below;
    private final byte prefix;

    PrefixedBytes(OrderedBytes below, byte prefix) {
        this.below = below;
        this.prefix = prefix;
    }

    private byte[] below(byte[] key) {
        byte[] longer = new byte[1 + key.length];
        longer[0] = prefix;
        System.arraycopy(key, 0, longer, 1, key.length);
        return longer;
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        return below.get(below(key));
    }

    @Override
    public ByteCursor range(byte @Nullable [] from, byte @Nullable [] to, boolean ascending) {
        byte[] first = from == null ? new byte[] {prefix} : below(from);
        // An open end stops at the next prefix, which no part has.
        byte[] last = to == null ? new byte[] {(byte) (prefix + 1)} : below(to);
        return new Shorter(below.range(first, last, ascending));
    }

    @Override
    public void put(byte[] key, byte @Nullable [] value) {
        below.put(below(key), value);
    }

    @Override
    public void deleteRange(byte[] from, byte[] end) {
        below.deleteRange(below(from), below(end));
    }

    @Override
    public boolean direct() {
        return below.direct();
    }

    @Override
    public void commit(Map<TopicPartition, Long> changelogOffsets, Runnable applied) {
        below.commit(changelogOffsets, applied);
    }

    @Override
    public void apply() {
        below.apply();
    }

    @Override
    public void sync() {
        below.sync();
    }

    @Override
    public @Nullable Long committedOffset(TopicPartition partition) {
        return below.committedOffset(partition);
    }

    @Override
    public boolean keepsOffsets() {
        return below.keepsOffsets();
    }

    @Override
    public boolean countsExactly() {
        return false;
    }

    @Override
    public long count() {
        return below.count();
    }

    @Override
    public boolean persistent() {
        return below.persistent();
    }

    @Override
    public boolean isOpen() {
        return below.isOpen();
    }

    @Override
    public void close() {
        below.close();
    }

    /** Leaves the prefix out. <i>Confined to the thread that opened it.</i> */
    private record Shorter(ByteCursor rows) implements ByteCursor {
        @Override
        public boolean next() {
            return rows.next();
        }

        @Override
        public byte[] key() {
            byte[] key = rows.key();
            return Arrays.copyOfRange(key, 1, key.length);
        }

        @Override
        public byte[] value() {
            return rows.value();
        }

        @Override
        public void close() {
            rows.close();
        }
    }
}
