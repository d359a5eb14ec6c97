package dev.millrace.streams.processor;

/** Which clock drives a schedule. */
public enum PunctuationType {
    /** The time stamps of the records that the task reads: without records it stands still. */
    STREAM_TIME,
    /** The machine's clock. */
    WALL_CLOCK_TIME
}
