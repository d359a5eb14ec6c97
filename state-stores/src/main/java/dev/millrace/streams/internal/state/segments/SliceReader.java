package dev.millrace.streams.internal.state.segments;

import java.util.List;

import dev.millrace.streams.internal.state.bytes.ByteCursor;
import dev.millrace.streams.internal.state.bytes.ByteRange;

/** Reads committed entries of a window or session store. <i>Thread-safe</i> as far as the bytes below are. */
public interface SliceReader {
    /**
     * The entries of {@code slice} with their stored keys, in byte order of these unless the reader has an order of its
     * own.
     *
     * @param ranges where they lie, ascending
     */
    ByteCursor read(Slice slice, List<ByteRange> ranges, boolean ascending);
}
