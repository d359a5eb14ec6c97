package dev.millrace.streams.processor;

/** A handle on something scheduled. */
@FunctionalInterface
public interface Cancellable {
    /** Ends it; further calls do nothing. */
    void cancel();
}
