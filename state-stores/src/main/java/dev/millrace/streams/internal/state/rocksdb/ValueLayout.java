package dev.millrace.streams.internal.state.rocksdb;

/** What is written before each value of a store; noted with the store, so that no other layout is read into it. */
public enum ValueLayout {
    /** Nothing. */
    PLAIN('p'),
    /** The time. */
    STAMPED('t'),
    /** The headers and the time. */
    HEADED('h'),
    /** The headers. */
    HEADED_AGGREGATES('a'),
    /** Values are rows of versions. */
    VERSIONED('v');

    private final byte mark;

    ValueLayout(char mark) {
        this.mark = (byte) mark;
    }

    /** How it is noted. */
    byte[] mark() {
        return new byte[] {mark};
    }

    /** Whether it was noted as {@code found}. */
    boolean notedAs(byte[] found) {
        return found.length == 1 && found[0] == mark;
    }
}
