package dev.millrace.streams.internal.spi;

import dev.millrace.streams.processor.RecordContext;

/** Knows and changes in whose name things are done; contexts of processors and of stores do. */
public interface RecordScope {
    /**
     * The record being processed, as a value that may be kept. Made at the first call for each input record and
     * shared by all that ask, so a cached entry can remember what changed it at the cost of a reference.
     */
    RecordContext currentRecord();

    /**
     * Makes {@code record} the current one while {@code action} runs, and the former again after it: entries that leave
     * a cache are forwarded in the name of the record that changed them.
     */
    void runAs(RecordContext record, Runnable action);
}
