package dev.millrace.streams.internal.runtime.thread;

import dev.millrace.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/** Hears of what concerns more than one thread. <i>Called on the stream threads</i>, so it must be thread-safe. */
public interface ThreadListener {
    /** {@code thread} is in another state now. */
    void onStateChange(StreamThread thread, ThreadState from, ThreadState to);

    /** An error that nothing handled will end {@code thread}. Returns what is to come of it. */
    StreamThreadExceptionResponse onFailure(StreamThread thread, Throwable failure);

    /** The leader of the group told all members to stop. */
    void onApplicationShutdown(StreamThread thread);
}
