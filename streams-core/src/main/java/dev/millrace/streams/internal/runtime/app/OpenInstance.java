package dev.millrace.streams.internal.runtime.app;

import java.time.Duration;

import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.runtime.insight.InstanceIds;
import dev.millrace.streams.internal.runtime.thread.GlobalThread;
import dev.millrace.streams.internal.runtime.thread.StreamThread;
import dev.millrace.streams.internal.runtime.thread.ThreadListener;

/**
 * What a started instance has: its directory is locked, its shared clients are open.
 *
 * @param threads makes stream threads
 * @param shares what their stores may hold
 * @param restoring the work of the restoring thread
 * @param global fills the global stores; null if there are none
 * @param admin shared by all threads
 * @param clients what the clients measure that all threads share
 * @param shared closed last
 */
public record OpenInstance(
        ThreadMaker threads,
        HeapShares shares,
        RestoreLoop restoring,
        @Nullable GlobalThread global,
        Admin admin,
        ClientMetrics clients,
        Runnable shared) {
    /** Asks the consumers that no stream thread owns for their ids. */
    public void askShared(InstanceIds ids, Duration patience) {
        ids.askRestoreConsumer(restoring.ask(consumer -> consumer.clientInstanceId(patience)));
        if (global != null) {
            ids.askGlobalConsumer(global.ask(consumer -> consumer.clientInstanceId(patience)));
        }
    }

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
