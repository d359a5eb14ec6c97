package dev.millrace.streams.internal.runtime.app;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.runtime.thread.GlobalThread;
import dev.millrace.streams.internal.runtime.thread.StreamThread;
import dev.millrace.streams.internal.runtime.thread.ThreadListener;

/**
 * What a started instance has: its directory is locked, its shared clients are open.
 *
 * @param threads makes stream threads
 * @param restoring the work of the restoring thread
 * @param global fills the global stores; null if there are none
 * @param clients what the clients measure that all threads share
 * @param shared closed last
 */
public record OpenInstance(
        ThreadMaker threads,
        RestoreLoop restoring,
        @Nullable GlobalThread global,
        ClientMetrics clients,
        Runnable shared) {
    /** Makes stream threads, each with clients of its own. */
    @FunctionalInterface
    public interface ThreadMaker {
        /** The thread of {@code number}, counted from one and never used again, not yet started. */
        StreamThread make(int number, ThreadListener listener);
    }

    /** Opens an instance. */
    @FunctionalInterface
    public interface Opener {
        /**
         * Takes the state directory and connects; whatever was opened is closed again on failure.
         *
         * @throws dev.millrace.streams.errors.StreamsException if another instance uses the directory
         */
        OpenInstance open();
    }
}
