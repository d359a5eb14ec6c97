package dev.millrace.streams.internal.spi;

import dev.millrace.streams.processor.StateStore;

/** A store that keeps headers with its values. Operators of the DSL have none to keep, and use it without. */
public interface HeadedStore {
    /** The same store as one of the kind without headers; what is put into it there has none. */
    StateStore withoutHeaders();
}
