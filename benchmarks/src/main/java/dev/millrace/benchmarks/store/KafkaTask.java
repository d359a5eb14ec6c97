package dev.millrace.benchmarks.store;

import java.io.File;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.CommitCallback;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.StateRestoreCallback;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.To;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.internals.AbstractProcessorContext;
import org.apache.kafka.streams.processor.internals.ProcessorRecordContext;
import org.apache.kafka.streams.processor.internals.RecordCollector;
import org.apache.kafka.streams.processor.internals.StateManager;
import org.apache.kafka.streams.processor.internals.StateRestoreCallbackAdapter;
import org.apache.kafka.streams.processor.internals.StreamTask;
import org.apache.kafka.streams.processor.internals.Task;
import org.apache.kafka.streams.processor.internals.metrics.StreamsMetricsImpl;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.apache.kafka.streams.state.internals.ThreadCache;
import org.jspecify.annotations.Nullable;

/**
 * A task of Kafka Streams with one store, beside {@link OneTask} as far as a store can tell. Its inner classes are what
 * its stores ask for; nothing public offers a cache.
 *
 * <p><em>Confined to the benchmark's thread.</em>
 */
final class KafkaTask extends AbstractProcessorContext<Object, Object> implements StoreTask {

    private final File stateDirectory;
    private final List<StateStore> stores = new ArrayList<>();
    private final Map<StateStore, StateRestoreCallback> restoring = new HashMap<>();
    private long logged;
    private long offset;

    KafkaTask(File stateDirectory, long cacheBytes) {
        this(
                stateDirectory,
                cacheBytes,
                new StreamsMetricsImpl(new Metrics(), "benchmark", Time.SYSTEM),
                new StreamsConfig(Map.of(
                        StreamsConfig.APPLICATION_ID_CONFIG,
                        "benchmark",
                        StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
                        "localhost:1")));
    }

    private KafkaTask(File stateDirectory, long cacheBytes, StreamsMetricsImpl metrics, StreamsConfig config) {
        super(new TaskId(0, 0), config, metrics, new ThreadCache(new LogContext(), cacheBytes, metrics));
        this.stateDirectory = stateDirectory;
        nextRecord();
    }

    /** Each change is made by a record of its own, as in a task. */
    private void nextRecord() {
        setRecordContext(new ProcessorRecordContext(0, offset++, 0, "words", new RecordHeaders()));
    }

    @Override
    public Object context() {
        return this;
    }

    /** Kafka Streams writes a store to disk only now and then, so that is left out here. */
    @Override
    public void commit() {
        for (StateStore store : stores) {
            if (store instanceof CachedStateStore<?, ?> cached) {
                cached.flushCache();
            }
        }
        nextRecord();
    }

    @Override
    public void restore(List<ConsumerRecord<byte[], byte[]>> records) {
        for (StateRestoreCallback callback : restoring.values()) {
            StateRestoreCallbackAdapter.adapt(callback).restoreBatch(records);
        }
    }

    @Override
    public void close() {
        stores.forEach(StateStore::close);
    }

    @Override
    public void register(StateStore store, StateRestoreCallback callback) {
        stores.add(store);
        restoring.put(store, callback);
    }

    @Override
    public void register(StateStore store, StateRestoreCallback callback, CommitCallback commitCallback) {
        register(store, callback);
    }

    @Override
    public File stateDir() {
        return stateDirectory;
    }

    @Override
    public String changelogFor(String storeName) {
        return "benchmark-" + storeName + "-changelog";
    }

    @Override
    public void logChange(
            String storeName, Bytes key, byte[] value, long timestamp, Headers headers, Position position) {
        logged++;
    }

    @Override
    public void registerCacheFlushListener(String namespace, ThreadCache.DirtyEntryFlushListener listener) {
        cache().addDirtyEntryFlushListener(namespace, listener);
    }

    @Override
    public Task.TaskType taskType() {
        return Task.TaskType.ACTIVE;
    }

    @Override
    public long currentStreamTimeMs() {
        return 0;
    }

    @Override
    protected @Nullable StateManager stateManager() {
        throw noTask();
    }

    @Override
    public void transitionToActive(StreamTask task, RecordCollector collector, ThreadCache newCache) {
        throw noTask();
    }

    @Override
    public void transitionToStandby(ThreadCache newCache) {
        throw noTask();
    }

    @Override
    public <S extends StateStore> S getStateStore(String name) {
        throw noTask();
    }

    @Override
    public Cancellable schedule(Duration interval, PunctuationType type, Punctuator callback) {
        throw noTask();
    }

    @Override
    public Cancellable schedule(Instant start, Duration interval, PunctuationType type, Punctuator callback) {
        throw noTask();
    }

    @Override
    public <K, V> void forward(K key, V value) {
        throw noTask();
    }

    @Override
    public <K, V> void forward(K key, V value, To to) {
        throw noTask();
    }

    @Override
    public <K, V> void forward(Record<K, V> record) {
        throw noTask();
    }

    @Override
    public <K, V> void forward(Record<K, V> record, String childName) {
        throw noTask();
    }

    @Override
    public <K, V> void forward(FixedKeyRecord<K, V> record) {
        throw noTask();
    }

    @Override
    public <K, V> void forward(FixedKeyRecord<K, V> record, String childName) {
        throw noTask();
    }

    private static UnsupportedOperationException noTask() {
        return new UnsupportedOperationException("A store of a benchmark needs no more of its task than its changelog");
    }
}
