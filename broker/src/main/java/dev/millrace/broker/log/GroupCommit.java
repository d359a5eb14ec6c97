package dev.millrace.broker.log;

/** One sync for many waiting appends. */
public final class GroupCommit {

    /**
     * Asks for everything below an offset to be made durable. Any thread may call.
     *
     * @param log the log to sync
     * @param upToOffset end, exclusive, of what must be on disk
     * @param listener is told when it is, or that it never will be
     */
    public void requestFlush(PartitionLog log, long upToOffset, FlushListener listener) {
        throw new UnsupportedOperationException();
    }

    /**
     * Serves what has been asked for so far: each log is synced once, then all its listeners are told.
     *
     * @return how many listeners were told
     */
    public int runOnce() {
        throw new UnsupportedOperationException();
    }

    /**
     * Waits until something has been asked for; the flush thread calls it between two rounds.
     *
     * @param timeoutMs longest wait
     * @return whether there is something to do
     * @throws InterruptedException if the thread is told to stop
     */
    public boolean awaitRequest(long timeoutMs) throws InterruptedException {
        throw new UnsupportedOperationException();
    }
}
