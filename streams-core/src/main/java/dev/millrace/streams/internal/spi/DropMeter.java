package dev.millrace.streams.internal.spi;

/** Counts records that an operator or a store can do nothing with; contexts of processors and of stores are one. */
public interface DropMeter {
    /** The current record is given up. */
    void recordDropped();
}
