package dev.millrace.streams.internal.runtime.app;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.streams.errors.StreamsUncaughtExceptionHandler;
import dev.millrace.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import dev.millrace.streams.internal.assignment.GroupLayout;
import dev.millrace.streams.internal.runtime.task.GlobalTask;
import dev.millrace.streams.internal.runtime.thread.GlobalThread;
import dev.millrace.streams.internal.runtime.thread.StreamThread;
import dev.millrace.streams.internal.runtime.thread.ThreadListener;
import dev.millrace.streams.internal.runtime.thread.ThreadState;
import dev.millrace.streams.processor.StateStore;

import static java.util.Objects.requireNonNull;

/**
 * One instance from its start to its end: runs the stream threads and the restoring thread, turns their states into its
 * own, and carries out what the handler of uncaught errors decides.
 *
 * <p>Closing has a thread of its own, so that it can be asked for from anywhere, a listener or a stream thread
 * included: first the stream threads end, each giving back what it has; then the restorer; then what all shared.
 *
 * <p><i>Thread-safe:</i> the state decides who starts and who closes; threads are added under one private lock, and not
 * once closing has begun.
 */
public final class Application implements ThreadListener {
    private static final Logger LOG = LoggerFactory.getLogger(Application.class);

    private final String clientId;
    private final int threadCount;
    private final OpenInstance.Opener opener;
    private final InstanceLife life;
    private final StreamThreads threads = new StreamThreads();
    private final Object lock = new Object();
    private volatile @Nullable OpenInstance instance;
    private @Nullable Thread restoreRunner;
    private @Nullable Thread globalRunner;
    private volatile StreamsUncaughtExceptionHandler handler = failure -> StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    private volatile GroupMembershipOperation onClose = GroupMembershipOperation.DEFAULT;

    /**
     * An instance not yet started.
     *
     * @param clientId begins the names of its threads
     * @param threadCount how many stream threads it has
     */
    public Application(String clientId, int threadCount, OpenInstance.Opener opener) {
        this.clientId = requireNonNull(clientId, "clientId");
        this.threadCount = threadCount;
        this.opener = requireNonNull(opener, "opener");
        this.life = new InstanceLife(clientId);
    }

    /** Where it is in its life. */
    public InstanceState state() {
        return life.state();
    }

    /** The stream threads that are not dead. */
    public List<StreamThread> threads() {
        return threads.alive();
    }

    /** Has changes of the state told to {@code listener}, instead of to the one before. */
    public void listen(StateChangeListener listener) {
        life.listen(listener);
    }

    /** Has {@code newHandler} decide about errors that nothing else handled. */
    public void handleUncaught(StreamsUncaughtExceptionHandler newHandler) {
        handler = newHandler;
    }

    /**
     * Starts all threads and returns.
     *
     * @throws IllegalStateException if it was started or closed before
     * @throws dev.millrace.streams.errors.StreamsException if another instance uses the state directory
     */
    public void start() {
        if (!life.tryBecome(InstanceState.REBALANCING)) {
            throw new IllegalStateException(
                    "The client is either already started or already stopped, cannot re-start: it is " + state());
        }
        try {
            startThreads();
        } catch (RuntimeException notStarted) {
            closeInBackground(InstanceState.PENDING_ERROR);
            throw notStarted;
        }
    }

    /**
     * Closes everything.
     *
     * @param timeoutMs for how long to wait; closing goes on in the background
     * @return whether it is closed
     */
    public boolean close(long timeoutMs, GroupMembershipOperation operation) {
        if (!state().isShuttingDown()) {
            onClose = operation;
            closeInBackground(InstanceState.PENDING_SHUTDOWN);
        }
        return life.awaitClosed(timeoutMs);
    }

    @Override
    public void onStateChange(StreamThread thread, ThreadState from, ThreadState to) {
        life.follow(() -> {
            if (to instanceof ThreadState.Revoked || to instanceof ThreadState.Assigned) {
                life.tryBecome(InstanceState.REBALANCING);
            } else if (to instanceof ThreadState.Dead) {
                threads.remove(thread);
            }
            if (allRunning()) {
                life.tryBecome(InstanceState.RUNNING);
            }
        });
    }

    @Override
    public StreamThreadExceptionResponse onFailure(StreamThread thread, Throwable failure) {
        StreamThreadExceptionResponse response = ask(failure);
        LOG.error("{} failed, the answer is {}", thread.name(), response, failure);
        if (response == StreamThreadExceptionResponse.REPLACE_THREAD) {
            return replace(thread);
        }
        if (response == StreamThreadExceptionResponse.SHUTDOWN_CLIENT) {
            closeInBackground(InstanceState.PENDING_ERROR);
        }
        return response;
    }

    private StreamThreadExceptionResponse replace(StreamThread failed) {
        try {
            addThread();
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        } catch (RuntimeException noOther) {
            LOG.error("No other thread could take the place of {}, the client stops", failed.name(), noOther);
            closeInBackground(InstanceState.PENDING_ERROR);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
    }

    @Override
    public void onApplicationShutdown(StreamThread thread) {
        LOG.error("{} was told to shut down with the whole application", thread.name());
        closeInBackground(InstanceState.PENDING_ERROR);
    }

    private boolean allRunning() {
        List<StreamThread> alive = threads.alive();
        return !alive.isEmpty() && alive.stream().allMatch(thread -> thread.state() instanceof ThreadState.Running);
    }

    /** An error in the handler, or no answer, stops the client: the safest of the answers. */
    private StreamThreadExceptionResponse ask(Throwable failure) {
        try {
            return requireNonNull(handler.handle(failure), "the answer of the handler of uncaught errors");
        } catch (RuntimeException | Error inHandler) {
            LOG.error("The handler of uncaught errors failed itself", inHandler);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
    }

    private void startThreads() {
        synchronized (lock) {
            OpenInstance opened = opener.open();
            instance = opened;
            restoreRunner = run(clientId + "-StateRestorer", opened.restoring());
        }
        GlobalThread global = instance.global();
        if (global != null) {
            fillGlobalStores(global);
        }
        for (int i = 0; i < threadCount; i++) {
            addThread();
        }
        if (threadCount == 0) {
            life.tryBecome(InstanceState.RUNNING);
        }
    }

    /** Tasks read global stores, so these come first. Closing the instance meanwhile ends the wait. */
    private void fillGlobalStores(GlobalThread global) {
        global.onFailure(this::onGlobalFailure);
        synchronized (lock) {
            globalRunner = run(clientId + "-GlobalStreamThread", () -> {
                while (global.step()) {
                    // a step is all there is to do
                }
            });
        }
        global.awaitFilled();
    }

    /** There is one global thread, and tasks hold its stores: it cannot be replaced, whatever the handler says. */
    private void onGlobalFailure(Throwable failure) {
        StreamThreadExceptionResponse response = ask(failure);
        LOG.error("The global thread failed, the client stops; the answer was {}", response, failure);
        closeInBackground(InstanceState.PENDING_ERROR);
    }

    /** The global store called {@code name}, for queries; null if there is none. Any thread. */
    public @Nullable StateStore globalStore(String name) {
        OpenInstance opened = instance;
        GlobalTask filling = opened == null || opened.global() == null
                ? null
                : opened.global().task();
        return filling == null ? null : filling.store(name);
    }

    /** A copy of {@code own} with what its clients measure, which are there once it is started. Any thread. */
    public Map<MetricName, Metric> withClients(Map<MetricName, ? extends Metric> own) {
        Map<MetricName, Metric> metrics = new HashMap<>(own);
        OpenInstance opened = instance;
        if (opened != null) {
            metrics.putAll(opened.clients().read());
        }
        threads.alive().forEach(thread -> metrics.putAll(thread.clientMetrics()));
        return Collections.unmodifiableMap(metrics);
    }

    /**
     * Adds a stream thread.
     *
     * @return its name; empty if the instance does not work, or has nothing for stream threads to do
     * @throws RuntimeException if its clients cannot be made
     */
    public Optional<String> addThread() {
        synchronized (lock) {
            OpenInstance opened = instance;
            if (threadCount == 0 || opened == null || !state().isRunningOrRebalancing()) {
                LOG.warn("{} adds no stream thread: it is {}", clientId, state());
                return Optional.empty();
            }
            return Optional.of(threads.add(opened, this).name());
        }
    }

    /**
     * Stops a stream thread and waits until it has ended, unless it is the calling one.
     *
     * @return its name; empty if the instance does not work, or has none left
     * @throws org.apache.kafka.common.errors.TimeoutException if it has not ended after {@code timeoutMs}
     */
    public Optional<String> removeThread(long timeoutMs) {
        if (!state().isRunningOrRebalancing()) {
            LOG.warn("{} removes no stream thread: it is {}", clientId, state());
            return Optional.empty();
        }
        Optional<StreamThread> stopped = threads.stopOne();
        stopped.filter(thread -> !StreamThreads.runsCaller(thread)).ifPresent(thread -> {
            threads.awaitEnd(thread, timeoutMs);
            threads.shareHeap(requireNonNull(instance, "instance"));
        });
        return stopped.map(StreamThread::name);
    }

    /** Has threads that wait look at what they have to do. */
    public void wake() {
        OpenInstance opened = instance;
        if (opened != null) {
            threads.alive().forEach(StreamThread::wake);
            opened.restoring().wake();
        }
    }

    /** Who has what in the group: what a thread that knows was told. */
    public GroupLayout layout() {
        return threads.alive().stream()
                .map(StreamThread::layout)
                .filter(layout -> layout != GroupLayout.UNKNOWN)
                .findFirst()
                .orElse(GroupLayout.UNKNOWN);
    }

    /** What it has since it was started; null before. */
    public @Nullable OpenInstance opened() {
        return instance;
    }

    private static Thread run(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.start();
        return thread;
    }

    private void closeInBackground(InstanceState pending) {
        if (life.tryBecome(pending)) {
            Thread closer = new Thread(this::closeAll, clientId + "-CloseThread");
            closer.setDaemon(true);
            closer.start();
        }
    }

    private void closeAll() {
        try {
            synchronized (lock) {
                threads.stopAll(onClose);
            }
            closeInstance();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failed) {
            LOG.error("{} could not be closed in order", clientId, failed);
        } finally {
            if (!life.tryBecome(InstanceState.NOT_RUNNING)) {
                life.tryBecome(InstanceState.ERROR);
            }
        }
    }

    /** Nobody adds threads any more: the state was changed before, and the lock taken since. */
    private void closeInstance() throws InterruptedException {
        if (instance == null) {
            return;
        }
        threads.awaitAll();
        if (globalRunner != null) {
            instance.global().stop();
            globalRunner.join();
        }
        instance.restoring().stop();
        restoreRunner.join();
        instance.shared().run();
    }
}
