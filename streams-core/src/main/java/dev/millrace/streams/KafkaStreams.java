package dev.millrace.streams;

import java.time.Duration;
import java.util.Optional;
import java.util.Properties;

import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.errors.StreamsUncaughtExceptionHandler;
import dev.millrace.streams.internal.runtime.app.Application;
import dev.millrace.streams.internal.runtime.app.Instance;
import dev.millrace.streams.internal.runtime.app.InstanceState;
import dev.millrace.streams.processor.StandbyUpdateListener;
import dev.millrace.streams.processor.StateRestoreListener;

import static java.util.Objects.requireNonNull;

/**
 * One instance of a stream-processing application. Instances with the same {@code application.id} share the partitions
 * of its input topics, in one process or many; each has stream threads that do the work.
 *
 * <p>Life: made, {@link #start() started}, {@link #close() closed}; it cannot be started again. <i>Thread-safe.</i>
 */
public class KafkaStreams extends QueryableInstance implements AutoCloseable {
    /** Where an instance is in its life. */
    public enum State {
        /** Not started. */
        CREATED,
        /** Joining the group, or restoring state. */
        REBALANCING,
        /** Everything assigned to it is processed. */
        RUNNING,
        /** Closing. */
        PENDING_SHUTDOWN,
        /** Closed. */
        NOT_RUNNING,
        /** Closing because of an error. */
        PENDING_ERROR,
        /** Closed because of an error. */
        ERROR;

        /** Whether it has not been started. */
        public boolean hasNotStarted() {
            return this == CREATED;
        }

        /** Whether it was started and is not closing. */
        public boolean isRunningOrRebalancing() {
            return internal().isRunningOrRebalancing();
        }

        /** Whether it is closing. */
        public boolean isShuttingDown() {
            return internal().isShuttingDown();
        }

        /** Whether it is closed. */
        public boolean hasCompletedShutdown() {
            return internal().hasCompletedShutdown();
        }

        /** Whether it is closing or closed. */
        public boolean hasStartedOrFinishedShuttingDown() {
            return isShuttingDown() || hasCompletedShutdown();
        }

        /** Whether {@code newState} may follow. */
        public boolean isValidTransition(State newState) {
            return internal().isValidTransition(newState.internal());
        }

        private InstanceState internal() {
            return InstanceState.valueOf(name());
        }

        private static State of(InstanceState state) {
            return valueOf(state.name());
        }
    }

    /** Hears of changes of the state, in their order, on the thread that makes them: it must be quick. */
    public interface StateListener {
        /** The state was {@code oldState} and is {@code newState}. */
        void onChange(State newState, State oldState);
    }

    /**
     * How an instance closes, in its former form.
     *
     * @deprecated since 4.2: see {@link dev.millrace.streams.CloseOptions}
     */
    @Deprecated
    public static class CloseOptions {
        private Duration timeout = Duration.ofMillis(Long.MAX_VALUE);
        private boolean leaveGroup;

        /** Waits as long as it takes, and leaves the group only if nobody could be waiting for a restart. */
        public CloseOptions() {}

        /** Sets for how long to wait. Returns these options. */
        public CloseOptions timeout(Duration timeout) {
            this.timeout = timeout;
            return this;
        }

        /** Sets whether the instance leaves its group also where it is a static member. Returns these options. */
        public CloseOptions leaveGroup(boolean leaveGroup) {
            this.leaveGroup = leaveGroup;
            return this;
        }
    }

    private final Application application;

    /** An instance with the clients of kafka-clients and the clock of the system. */
    public KafkaStreams(Topology topology, Properties props) {
        this(topology, new StreamsConfig(props));
    }

    /** An instance with a clock of its own. */
    public KafkaStreams(Topology topology, Properties props, Time time) {
        this(topology, new StreamsConfig(props), time);
    }

    /** An instance with clients of its own. */
    public KafkaStreams(Topology topology, Properties props, KafkaClientSupplier clientSupplier) {
        this(topology, new StreamsConfig(props), clientSupplier);
    }

    /** An instance with clients and a clock of its own. */
    public KafkaStreams(Topology topology, Properties props, KafkaClientSupplier clientSupplier, Time time) {
        this(topology, new StreamsConfig(props), clientSupplier, time);
    }

    /** An instance with a configuration read before. */
    public KafkaStreams(Topology topology, StreamsConfig applicationConfigs) {
        this(topology, applicationConfigs, applicationConfigs.getKafkaClientSupplier());
    }

    /** An instance with a configuration read before and a clock of its own. */
    public KafkaStreams(Topology topology, StreamsConfig applicationConfigs, Time time) {
        this(topology, applicationConfigs, applicationConfigs.getKafkaClientSupplier(), time);
    }

    /** An instance with a configuration read before and clients of its own. */
    public KafkaStreams(Topology topology, StreamsConfig applicationConfigs, KafkaClientSupplier clientSupplier) {
        this(topology, applicationConfigs, clientSupplier, Time.SYSTEM);
    }

    private KafkaStreams(
            Topology topology, StreamsConfig applicationConfigs, KafkaClientSupplier clientSupplier, Time time) {
        this(
                Instance.of(
                        topology.definition(),
                        requireNonNull(applicationConfigs, "applicationConfigs"),
                        requireNonNull(clientSupplier, "clientSupplier"),
                        clientSupplier instanceof KafkaClients,
                        time),
                applicationConfigs);
    }

    private KafkaStreams(Instance instance, StreamsConfig applicationConfigs) {
        super(instance, applicationConfigs);
        this.application = instance.application();
    }

    /**
     * Starts the threads and returns; global stores are filled before that.
     *
     * @throws IllegalStateException if it was started or closed before
     * @throws dev.millrace.streams.errors.StreamsException if another instance uses the same state directory
     */
    public synchronized void start() {
        application.start();
    }

    /** Where it is in its life. */
    public State state() {
        return State.of(application.state());
    }

    /**
     * Sets what hears of changes of the state; null for nothing.
     *
     * @throws IllegalStateException if it was started
     */
    public synchronized void setStateListener(@Nullable StateListener listener) {
        requireNotStarted("StateListener");
        application.listen((to, from) -> {
            if (listener != null) {
                listener.onChange(State.of(to), State.of(from));
            }
        });
    }

    /**
     * Sets what decides about errors that nothing else handles; without it they stop this instance.
     *
     * @throws IllegalStateException if it was started
     */
    public synchronized void setUncaughtExceptionHandler(
            StreamsUncaughtExceptionHandler userStreamsUncaughtExceptionHandler) {
        requireNotStarted("UncaughtExceptionHandler");
        application.handleUncaught(
                requireNonNull(userStreamsUncaughtExceptionHandler, "userStreamsUncaughtExceptionHandler"));
    }

    /**
     * Sets what hears of restoring, for all stores; null for nothing.
     *
     * @throws IllegalStateException if it was started
     */
    public synchronized void setGlobalStateRestoreListener(@Nullable StateRestoreListener globalStateRestoreListener) {
        requireNotStarted("GlobalStateRestoreListener");
        instance().listeners().restore(globalStateRestoreListener);
    }

    /**
     * Sets what hears of copies of stores that follow their changelogs; null for nothing.
     *
     * @throws IllegalStateException if it was started
     */
    public synchronized void setStandbyUpdateListener(@Nullable StandbyUpdateListener standbyListener) {
        requireNotStarted("StandbyUpdateListener");
        instance().listeners().standby(standbyListener);
    }

    /**
     * Adds a stream thread to those there are (KIP-663).
     *
     * @return its name; empty if the instance was not started or is closing, or has no topic to read
     */
    public Optional<String> addStreamThread() {
        return application.addThread();
    }

    /**
     * Stops one of the stream threads, whose tasks go to others, and waits until it has ended, unless the caller is
     * that thread (KIP-663). An instance without stream threads stays a running one.
     *
     * @return its name; empty if the instance was not started or is closing, or has no stream thread left
     */
    public Optional<String> removeStreamThread() {
        return application.removeThread(Long.MAX_VALUE);
    }

    /**
     * The same, waiting no longer than {@code timeout}.
     *
     * @throws IllegalArgumentException if {@code timeout} is negative
     * @throws org.apache.kafka.common.errors.TimeoutException if it has not ended by then; it does so later
     */
    public Optional<String> removeStreamThread(Duration timeout) {
        return application.removeThread(checked(timeout));
    }

    /**
     * Has the instance process, punctuate and restore nothing until {@link #resume()}; it stays in its group
     * (KIP-834). A record being processed is finished first. May be called before {@link #start()}.
     */
    public void pause() {
        instance().pause().set(true);
    }

    /** Goes on after {@link #pause()}. */
    public void resume() {
        instance().pause().set(false);
        application.wake();
    }

    /** Whether it is paused. */
    public boolean isPaused() {
        return instance().pause().isOn();
    }

    /** Closes it, however long that takes. */
    @Override
    public void close() {
        close(Long.MAX_VALUE, GroupMembershipOperation.DEFAULT);
    }

    /**
     * Closes it, waiting for {@code timeout} at most; closing goes on afterwards.
     *
     * @return whether it is closed
     * @throws IllegalArgumentException if {@code timeout} is negative
     */
    public boolean close(Duration timeout) {
        return close(checked(timeout), GroupMembershipOperation.DEFAULT);
    }

    /** The same under {@code options}. */
    public boolean close(dev.millrace.streams.CloseOptions options) {
        long timeoutMs = options.timeout.map(KafkaStreams::checked).orElse(Long.MAX_VALUE);
        return close(timeoutMs, GroupMembershipOperation.valueOf(options.operation.name()));
    }

    /**
     * The same in its former form.
     *
     * @deprecated since 4.2: see {@link #close(dev.millrace.streams.CloseOptions)}
     */
    @Deprecated
    public boolean close(KafkaStreams.CloseOptions options) {
        return close(
                checked(options.timeout),
                options.leaveGroup ? GroupMembershipOperation.LEAVE_GROUP : GroupMembershipOperation.DEFAULT);
    }

    private boolean close(long timeoutMs, GroupMembershipOperation operation) {
        boolean closed = application.close(timeoutMs, operation);
        if (closed) {
            // One that was never started has nothing else that would do it.
            instance().sensors().close();
        }
        return closed;
    }

    /**
     * Deletes the local state of this application in its state directory: it is restored at the next start.
     *
     * @throws IllegalStateException while it runs
     */
    public void cleanUp() {
        if (!state().hasNotStarted() && !state().hasCompletedShutdown()) {
            throw new IllegalStateException("Cannot clean up while running.");
        }
        instance().directory().deleteAll();
    }

    private void requireNotStarted(String what) {
        if (!state().hasNotStarted()) {
            throw new IllegalStateException(
                    "Can only set " + what + " before calling start(). Current state is: " + state());
        }
    }

    private static long checked(Duration timeout) {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("Timeout can't be negative: " + timeout);
        }
        return timeout.toMillis();
    }
}
