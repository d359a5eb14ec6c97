package dev.millrace.streams.internal.runtime.app;

import java.util.OptionalInt;

import org.apache.kafka.common.utils.Time;

import dev.millrace.streams.StoreQueryParameters;
import dev.millrace.streams.errors.StreamsNotStartedException;
import dev.millrace.streams.errors.StreamsStoppedException;
import dev.millrace.streams.errors.UnknownStateStoreException;
import dev.millrace.streams.internal.runtime.query.PartitionQueries;
import dev.millrace.streams.internal.runtime.query.ReadableTask;
import dev.millrace.streams.internal.runtime.query.StoreLocator;
import dev.millrace.streams.query.StateQueryRequest;
import dev.millrace.streams.query.StateQueryResult;

/** Reads the stores of an instance from outside, while it runs. <i>Thread-safe.</i> */
public final class StoreAccess {
    private final Program program;
    private final Application application;
    private final PartitionQueries queries;

    /** For the stores of {@code program} in the tasks of {@code application}. */
    public StoreAccess(Program program, Application application, Time time) {
        this.program = program;
        this.application = application;
        queries = new PartitionQueries(() -> ReadableTask.of(application.threads()), time);
    }

    /**
     * A view on the parts of a store that are here, now and later.
     *
     * @throws UnknownStateStoreException if the topology has no such store
     * @throws StreamsNotStartedException if the instance was not started
     * @throws IllegalStateException if it is closing or closed
     */
    public <T> T view(StoreQueryParameters<T> parameters) {
        requireRunning();
        String name = parameters.storeName();
        requireStore(name);
        Integer partition = parameters.partition();
        StoreLocator locator = new StoreLocator(
                application::threads,
                application::globalStore,
                partition == null ? OptionalInt.empty() : OptionalInt.of(partition),
                parameters.staleStoresEnabled());
        return parameters.queryableStoreType().create(locator, name);
    }

    /**
     * Asks the parts of a store that are here.
     *
     * @throws UnknownStateStoreException if the topology has no such store
     * @throws StreamsNotStartedException if the instance was not started
     * @throws StreamsStoppedException if it is closing or closed
     */
    public <R> StateQueryResult<R> ask(StateQueryRequest<R> request) {
        requireStore(request.getStoreName());
        InstanceState now = application.state();
        if (now == InstanceState.CREATED) {
            throw notStarted();
        }
        if (!now.isRunningOrRebalancing()) {
            throw new StreamsStoppedException("The instance answers no queries any more, it is " + now);
        }
        return queries.ask(request);
    }

    /** Throws unless the instance was started and is not closing. */
    public void requireRunning() {
        InstanceState now = application.state();
        if (now == InstanceState.CREATED) {
            throw notStarted();
        }
        if (!now.isRunningOrRebalancing()) {
            throw new IllegalStateException("The instance is not running, it is " + now);
        }
    }

    private void requireStore(String name) {
        if (!program.storeNames().contains(name)) {
            throw new UnknownStateStoreException("The topology has no store named " + name);
        }
    }

    private static StreamsNotStartedException notStarted() {
        return new StreamsNotStartedException("The instance has not been started: try again after start()");
    }
}
