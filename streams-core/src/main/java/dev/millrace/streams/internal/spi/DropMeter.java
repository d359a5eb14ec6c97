package dev.millrace.streams.internal.spi;

/** Counts records that an operator can do nothing with; contexts of processors are one. */
public interface DropMeter {
    /** The current record is given up. */
    void recordDropped();
}
