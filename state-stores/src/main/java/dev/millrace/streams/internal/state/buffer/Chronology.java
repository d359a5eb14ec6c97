package dev.millrace.streams.internal.state.buffer;

/** How the keys of a store that keeps entries by time say where they belong. Keys are as held. <i>Immutable.</i> */
public interface Chronology {
    /** The time of an entry, milliseconds since the epoch. */
    long time(Object held);

    /** What the entries of one key have in common: an object with {@code equals} and {@code hashCode}. */
    Object keyAlone(Object held);

    /** Compares entries of one key: by time first. */
    int compare(Object held, Object other);
}
