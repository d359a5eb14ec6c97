package dev.millrace.streams;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;

import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.errors.StreamsNotStartedException;
import dev.millrace.streams.errors.StreamsStoppedException;
import dev.millrace.streams.errors.StreamsUncaughtExceptionHandler;
import dev.millrace.streams.errors.UnknownStateStoreException;
import dev.millrace.streams.internal.changelog.StateDirectory;
import dev.millrace.streams.internal.metrics.Sensors;
import dev.millrace.streams.internal.output.OutputOpener;
import dev.millrace.streams.internal.output.ProducerOutput;
import dev.millrace.streams.internal.output.wire.WireOpener;
import dev.millrace.streams.internal.runtime.app.Application;
import dev.millrace.streams.internal.runtime.app.InstanceOpener;
import dev.millrace.streams.internal.runtime.app.InstanceState;
import dev.millrace.streams.internal.runtime.app.Program;
import dev.millrace.streams.internal.runtime.app.RestoreListeners;
import dev.millrace.streams.internal.runtime.app.StoreAccess;
import dev.millrace.streams.processor.StandbyUpdateListener;
import dev.millrace.streams.processor.StateRestoreListener;
import dev.millrace.streams.query.StateQueryRequest;
import dev.millrace.streams.query.StateQueryResult;

import static java.util.Objects.requireNonNull;

/**
 * One instance of a stream-processing application. Instances with the same {@code application.id} share the partitions
 * of its input topics, in one process or many; each has stream threads that do the work.
 *
 * <p>Life: made, {@link #start() started}, {@link #close() closed}; it cannot be started again. <i>Thread-safe.</i>
 */
public class KafkaStreams implements AutoCloseable {
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

    /** The configuration it was made with. */
    protected final StreamsConfig applicationConfigs;

    /** Begins the names of its threads and clients. */
    protected final String clientId;

    private final Program program;
    private final StateDirectory directory;
    private final Sensors sensors;
    private final Application application;
    private final StoreAccess stores;
    private final RestoreListeners listeners = new RestoreListeners();

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

    /** An instance with a configuration read before, and clients and a clock of its own. */
    private KafkaStreams(
            Topology topology, StreamsConfig applicationConfigs, KafkaClientSupplier clientSupplier, Time time) {
        this.applicationConfigs = requireNonNull(applicationConfigs, "applicationConfigs");
        requireNonNull(clientSupplier, "clientSupplier");
        this.program = Program.of(topology.definition(), applicationConfigs);
        this.clientId = program.clientId();
        this.directory = new StateDirectory(
                program.settings().stateDirectory(), program.settings().applicationId(), program.persistent(), time);
        this.sensors = Sensors.reported(applicationConfigs, clientId, time);
        this.application = new Application(
                clientId,
                program.streamThreads(),
                new InstanceOpener(
                        program,
                        directory,
                        clientSupplier,
                        outputs(clientSupplier, time),
                        listeners,
                        listeners,
                        time,
                        sensors));
        this.stores = new StoreAccess(program, application, time);
    }

    /** Where threads write: clients that were given are used, in place of our own way to the cluster. */
    private static OutputOpener outputs(KafkaClientSupplier clients, Time time) {
        OutputOpener producers = configs -> new ProducerOutput(clients.getProducer(configs));
        return clients instanceof KafkaClients ? new WireOpener(producers, time) : producers;
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
        listeners.restore(globalStateRestoreListener);
    }

    /**
     * Sets what hears of copies of stores that follow their changelogs; null for nothing.
     *
     * @throws IllegalStateException if it was started
     */
    public synchronized void setStandbyUpdateListener(@Nullable StandbyUpdateListener standbyListener) {
        requireNotStarted("StandbyUpdateListener");
        listeners.standby(standbyListener);
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
    public boolean close(CloseOptions options) {
        long timeoutMs = options.timeout.map(KafkaStreams::checked).orElse(Long.MAX_VALUE);
        return close(timeoutMs, GroupMembershipOperation.valueOf(options.operation.name()));
    }

    private boolean close(long timeoutMs, GroupMembershipOperation operation) {
        boolean closed = application.close(timeoutMs, operation);
        if (closed) {
            // One that was never started has nothing else that would do it.
            sensors.close();
        }
        return closed;
    }

    /**
     * What it measures now, by name: tasks, sensors that processors and stores of the application added, and, once it
     * is started, its clients. A copy, for reading only.
     */
    public Map<MetricName, ? extends Metric> metrics() {
        return application.withClients(sensors.metrics());
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
        directory.deleteAll();
    }

    /**
     * A view on the parts of a store that are on this instance. It may be kept: it follows tasks as they come and go.
     *
     * @throws UnknownStateStoreException if the topology has no such store
     * @throws StreamsNotStartedException if the instance was not started; try again afterwards
     * @throws IllegalStateException if it is closing or closed
     * @throws dev.millrace.streams.errors.InvalidStateStoreException from the view, if the store cannot be read now
     */
    public <T> T store(StoreQueryParameters<T> storeQueryParameters) {
        return stores.view(storeQueryParameters);
    }

    /**
     * Asks the partitions of a store that are on this instance (KIP-796), on the calling thread.
     *
     * @return a result for each partition, be it why there is no answer; iterators in it are to be closed
     * @throws UnknownStateStoreException if the topology has no such store
     * @throws StreamsNotStartedException if the instance was not started; try again afterwards
     * @throws StreamsStoppedException if it is closing or closed
     * @throws dev.millrace.streams.errors.StreamsException if a key of the query is not of the store's type
     */
    public <R> StateQueryResult<R> query(StateQueryRequest<R> request) {
        return stores.ask(request);
    }

    /** Whether {@link #state()} is one of work: see {@link State#isRunningOrRebalancing()}. */
    protected boolean isRunningOrRebalancing() {
        return state().isRunningOrRebalancing();
    }

    /** Whether it is closing or closed. */
    protected boolean hasStartedOrFinishedShuttingDown() {
        return state().hasStartedOrFinishedShuttingDown();
    }

    /** Throws unless it was started and is not closing. */
    protected void validateIsRunningOrRebalancing() {
        stores.requireRunning();
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
