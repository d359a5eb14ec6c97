package dev.millrace.streams.processor;

/** What a schedule calls. */
@FunctionalInterface
public interface Punctuator {
    /** Called with the current time of the schedule's kind, in milliseconds since the epoch. */
    void punctuate(long timestamp);
}
