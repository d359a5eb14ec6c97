package dev.millrace.broker.api;

import java.util.concurrent.Executor;
import java.util.function.Consumer;

import org.apache.kafka.common.protocol.Errors;

import dev.millrace.broker.log.GroupCommit;
import dev.millrace.broker.log.PartitionLog;

/**
 * Waits for the disk without holding up the event loop.
 *
 * <p>Confined to the event-loop thread.
 */
public final class Durability {
    private final GroupCommit groupCommit;
    private final Executor loop;
    private final boolean waitForDisk;

    /**
     * Makes it.
     *
     * @param groupCommit syncs logs on the flush thread
     * @param loop runs what it is given on the event-loop thread
     * @param waitForDisk whether there is anything to wait for, or the page cache is trusted
     */
    public Durability(GroupCommit groupCommit, Executor loop, boolean waitForDisk) {
        this.groupCommit = groupCommit;
        this.loop = loop;
        this.waitForDisk = waitForDisk;
    }

    /** Returns whether everything below an offset may be acknowledged already. */
    boolean isReached(PartitionLog log, long endOffset) {
        return !waitForDisk || log.durableOffset() >= endOffset;
    }

    /** Calls back on the event-loop thread when everything below an offset is on disk, or will never be. */
    void await(PartitionLog log, long endOffset, Consumer<Errors> then) {
        groupCommit.requestFlush(log, endOffset, outcome -> loop.execute(() -> then.accept(outcome)));
    }
}
