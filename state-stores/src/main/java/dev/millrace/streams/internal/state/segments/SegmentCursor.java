package dev.millrace.streams.internal.state.segments;

import java.util.List;

import dev.millrace.streams.internal.state.bytes.ByteCursor;
import dev.millrace.streams.internal.state.bytes.ByteRange;
import dev.millrace.streams.internal.state.bytes.OrderedBytes;

/**
 * The entries of a slice, one segment after the other, each opened when its turn comes. <i>Confined to the thread that
 * opened it.</i>
 */
public final class SegmentCursor implements ByteCursor {
    private final OrderedBytes bytes;
    private final Slice slice;
    private final List<ByteRange> ranges;
    private final boolean ascending;
    private int turn;
    private ByteCursor current = ByteCursor.empty();

    private SegmentCursor(OrderedBytes bytes, Slice slice, List<ByteRange> ranges, boolean ascending) {
        this.bytes = bytes;
        this.slice = slice;
        this.ranges = ranges;
        this.ascending = ascending;
    }

    /** Reads {@code bytes}. */
    public static SliceReader over(OrderedBytes bytes) {
        return (slice, ranges, ascending) -> new SegmentCursor(bytes, slice, ranges, ascending);
    }

    @Override
    public boolean next() {
        while (true) {
            while (current.next()) {
                if (slice.contains(current.key())) {
                    return true;
                }
            }
            if (turn == ranges.size()) {
                return false;
            }
            current.close();
            ByteRange range = ranges.get(ascending ? turn : ranges.size() - 1 - turn);
            turn++;
            current = bytes.range(range.from(), range.to(), ascending);
        }
    }

    @Override
    public byte[] key() {
        return current.key();
    }

    @Override
    public byte[] value() {
        return current.value();
    }

    @Override
    public void close() {
        current.close();
        turn = ranges.size();
    }
}
