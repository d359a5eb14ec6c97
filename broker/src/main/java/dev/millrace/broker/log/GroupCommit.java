package dev.millrace.broker.log;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.apache.kafka.common.protocol.Errors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One sync for many waiting appends. Who wants an append on disk leaves a request and goes on; the flush thread calls
 * {@link #runOnce}, which takes all requests there are, syncs each log once and tells its listeners. Requests that come
 * meanwhile gather for the next round, so the busier the broker the more appends share a sync.
 *
 * <p><em>Thread-safe: the list of requests has the monitor of the object; {@link #runOnce} belongs to one thread.</em>
 */
public final class GroupCommit {

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

    private final Consumer<Runnable> syncing;
    private List<Request> requests = new ArrayList<>();

    /** Makes one without requests. */
    public GroupCommit() {
        this(Runnable::run);
    }

    /**
     * Makes one whose syncs somebody watches.
     *
     * @param syncing runs each sync, which waits for the disk
     */
    public GroupCommit(Consumer<Runnable> syncing) {
        this.syncing = syncing;
    }

    /**
     * Asks for everything below an offset to be made durable. Any thread may call; it never waits for the disk.
     *
     * @param log the log to sync
     * @param upToOffset end, exclusive, of what must be on disk
     * @param listener is told when it is, or that it never will be; on the flush thread, also if it is on disk already
     */
    public synchronized void requestFlush(PartitionLog log, long upToOffset, FlushListener listener) {
        requests.add(new Request(log, upToOffset, listener));
        notifyAll();
    }

    /**
     * Serves what has been asked for so far: each log is synced once, then its listeners are told.
     *
     * @return how many listeners were told
     */
    public int runOnce() {
        List<Request> taken = take();
        Map<PartitionLog, List<Request>> byLog = new IdentityHashMap<>();
        for (Request request : taken) {
            byLog.computeIfAbsent(request.log, log -> new ArrayList<>()).add(request);
        }
        byLog.forEach(this::serve);
        return taken.size();
    }

    /**
     * Waits until something has been asked for; the flush thread calls it between two rounds.
     *
     * @param timeoutMs longest wait, at least 1
     * @return whether there is something to do
     * @throws InterruptedException if the thread is told to stop
     */
    public synchronized boolean awaitRequest(long timeoutMs) throws InterruptedException {
        if (requests.isEmpty()) {
            TimeUnit.MILLISECONDS.timedWait(this, timeoutMs);
        }
        return !requests.isEmpty();
    }

    private synchronized List<Request> take() {
        List<Request> taken = requests;
        requests = new ArrayList<>();
        return taken;
    }

    private void serve(PartitionLog log, List<Request> requests) {
        Errors outcome = sync(log, requests);
        for (Request request : requests) {
            tell(request.listener, outcome);
        }
    }

    private Errors sync(PartitionLog log, List<Request> requests) {
        long upToOffset = 0;
        for (Request request : requests) {
            upToOffset = Math.max(upToOffset, request.upToOffset);
        }
        try {
            if (log.durableOffset() < upToOffset) {
                syncing.accept(log::flush);
            }
            return log.durableOffset() >= upToOffset ? Errors.NONE : Errors.KAFKA_STORAGE_ERROR;
        } catch (RuntimeException e) {
            // Whatever it is: the thread goes on, for every producer waits for it.
            LOG.error("appends up to offset {} of {} may be lost", upToOffset, log.partition(), e);
            return Errors.KAFKA_STORAGE_ERROR;
        }
    }

    private static void tell(FlushListener listener, Errors outcome) {
        try {
            listener.onFlush(outcome);
        } catch (RuntimeException e) {
            LOG.error("a listener failed; the others are told all the same", e);
        }
    }

    private record Request(PartitionLog log, long upToOffset, FlushListener listener) {}
}
