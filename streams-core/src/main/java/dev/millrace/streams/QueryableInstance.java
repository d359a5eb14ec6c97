package dev.millrace.streams;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.serialization.Serializer;

import dev.millrace.streams.errors.StreamsNotStartedException;
import dev.millrace.streams.errors.StreamsStoppedException;
import dev.millrace.streams.errors.UnknownStateStoreException;
import dev.millrace.streams.internal.runtime.app.Instance;
import dev.millrace.streams.internal.runtime.app.InstanceState;
import dev.millrace.streams.internal.runtime.app.OpenInstance;
import dev.millrace.streams.internal.runtime.app.StoreAccess;
import dev.millrace.streams.internal.runtime.insight.GroupDirectory;
import dev.millrace.streams.internal.runtime.insight.InstanceIds;
import dev.millrace.streams.internal.runtime.insight.LocalThreads;
import dev.millrace.streams.internal.runtime.insight.StoreLags;
import dev.millrace.streams.processor.StreamPartitioner;
import dev.millrace.streams.query.StateQueryRequest;
import dev.millrace.streams.query.StateQueryResult;

import static java.util.Objects.requireNonNull;

/** What can be asked of an instance, apart from how its life goes. <i>Thread-safe.</i> */
public abstract class QueryableInstance {
    /** The configuration it was made with. */
    protected final StreamsConfig applicationConfigs;

    /** Begins the names of its threads and clients. */
    protected final String clientId;

    private final Instance instance;
    private final StoreAccess stores;
    private final GroupDirectory group;

    QueryableInstance(Instance instance, StreamsConfig applicationConfigs) {
        this.instance = requireNonNull(instance, "instance");
        this.applicationConfigs = applicationConfigs;
        this.clientId = instance.program().clientId();
        this.stores = new StoreAccess(instance.program(), instance.application(), instance.time());
        this.group = new GroupDirectory(
                instance.program().plan(), instance.program().endpoint(), instance.application()::layout);
    }

    Instance instance() {
        return instance;
    }

    /**
     * What it measures now, by name: tasks, sensors that processors and stores of the application added, and, once it
     * is started, its clients. A copy, for reading only.
     */
    public Map<MetricName, ? extends Metric> metrics() {
        return instance.application().withClients(instance.sensors().metrics());
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

    /** Whether {@link #validateIsRunningOrRebalancing()} passes. */
    protected boolean isRunningOrRebalancing() {
        return instance.application().state().isRunningOrRebalancing();
    }

    /** Whether it is closing or closed. */
    protected boolean hasStartedOrFinishedShuttingDown() {
        InstanceState state = instance.application().state();
        return state.isShuttingDown() || state.hasCompletedShutdown();
    }

    /** Throws unless it does, or soon will do, its work. */
    protected void validateIsRunningOrRebalancing() {
        stores.requireRunning();
    }

    /**
     * What each stream thread of this instance does now.
     *
     * @throws StreamsNotStartedException if the instance was not started
     * @throws IllegalStateException if it is closing or closed
     */
    public Set<ThreadMetadata> metadataForLocalThreads() {
        validateIsRunningOrRebalancing();
        LocalThreads threads = new LocalThreads(instance.program().ids(), group::inputsOf);
        return threads.describe(instance.application().threads());
    }

    /**
     * The instances of the application that say by {@code application.server} where they can be asked, and what they
     * have, as the group agreed last; none before it did.
     *
     * @throws StreamsNotStartedException if the instance was not started
     * @throws IllegalStateException if it is closing or closed
     */
    public Collection<StreamsMetadata> metadataForAllStreamsClients() {
        validateIsRunningOrRebalancing();
        return group.all();
    }

    /**
     * Those of {@link #metadataForAllStreamsClients()} that have parts of a store, or copies; none if this instance has
     * no {@code application.server} itself.
     *
     * @throws StreamsNotStartedException if the instance was not started
     * @throws IllegalStateException if it is closing or closed
     */
    public Collection<StreamsMetadata> streamsMetadataForStore(String storeName) {
        validateIsRunningOrRebalancing();
        return group.withStore(storeName);
    }

    /**
     * Which instance has a key of a store, if its keys are spread as the Java producer spreads them.
     *
     * @param keySerializer as it was used to write what the store is filled from
     * @return {@link KeyQueryMetadata#NOT_AVAILABLE} before the group has formed, or if this instance has no {@code
     *     application.server}
     * @throws UnknownStateStoreException if the topology has no such store
     * @throws StreamsNotStartedException if the instance was not started
     * @throws IllegalStateException if it is closing or closed
     */
    public <K> KeyQueryMetadata queryMetadataForKey(String storeName, K key, Serializer<K> keySerializer) {
        validateIsRunningOrRebalancing();
        return group.withKey(storeName, key, keySerializer);
    }

    /**
     * The same if {@code partitioner} spreads keys; it is asked without a value.
     *
     * @throws IllegalArgumentException if it does not choose one partition
     */
    public <K> KeyQueryMetadata queryMetadataForKey(
            String storeName, K key, StreamPartitioner<? super K, ?> partitioner) {
        validateIsRunningOrRebalancing();
        return group.withKey(storeName, key, partitioner);
    }

    /**
     * How far the parts of stores on this instance are behind their changelogs, by store and partition (KIP-535).
     * Stores of tasks that are processed are not behind; stores without changelog are left out. Asks the cluster.
     *
     * @throws StreamsNotStartedException if the instance was not started
     * @throws IllegalStateException if it is closing or closed
     * @throws dev.millrace.streams.errors.StreamsException if the cluster does not tell
     */
    public Map<String, Map<Integer, LagInfo>> allLocalStorePartitionLags() {
        validateIsRunningOrRebalancing();
        Map<String, Map<Integer, LagInfo>> lags = new HashMap<>();
        StoreLags.read(instance.application().threads(), opened().admin())
                .forEach((store, positions) ->
                        positions.forEach((partition, position) -> lags.computeIfAbsent(store, name -> new HashMap<>())
                                .put(partition, new LagInfo(position.current(), position.end()))));
        return lags;
    }

    /**
     * Under which ids the clients of this instance push their metrics (KIP-1076).
     *
     * @param timeout for how long to wait for them to know
     * @throws IllegalArgumentException if {@code timeout} is negative
     * @throws IllegalStateException if the instance does not run, or {@code enable.metrics.push} is off
     * @throws org.apache.kafka.common.errors.TimeoutException if a client does not know its id in time
     */
    public ClientInstanceIds clientInstanceIds(Duration timeout) {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("The timeout cannot be negative: " + timeout);
        }
        validateIsRunningOrRebalancing();
        OpenInstance opened = opened();
        InstanceIds ids = new InstanceIds(instance.program().ids(), timeout, instance.time());
        ids.askAll(instance.application().threads());
        opened.askShared(ids, timeout);
        return ids.await(opened.admin());
    }

    private OpenInstance opened() {
        OpenInstance opened = instance.application().opened();
        if (opened == null) {
            throw new StreamsNotStartedException("The instance is just being started: try again");
        }
        return opened;
    }
}
