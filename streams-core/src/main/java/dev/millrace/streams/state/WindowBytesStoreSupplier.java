package dev.millrace.streams.state;

import org.apache.kafka.common.utils.Bytes;

/** Makes window stores of bytes, which the typed stores build on. */
public interface WindowBytesStoreSupplier extends StoreSupplier<WindowStore<Bytes, byte[]>> {
    /** Length of the slices of time in which entries are kept and dropped, in milliseconds; 1 if there are none. */
    long segmentIntervalMs();

    /** Length of the windows, in milliseconds: with it, reads tell where a window ends. */
    long windowSize();

    /** Whether each put of the same key and start adds a value instead of replacing it. */
    boolean retainDuplicates();

    /** How long windows are kept after their start, in milliseconds. */
    long retentionPeriod();
}
