package dev.millrace.benchmarks.store;

import java.io.File;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

import dev.millrace.streams.StreamsMetrics;
import dev.millrace.streams.internal.spi.BatchRestore;
import dev.millrace.streams.internal.spi.ChangelogWriter;
import dev.millrace.streams.internal.spi.HeapBudget;
import dev.millrace.streams.internal.spi.NativeBudget;
import dev.millrace.streams.internal.spi.StoreBudget;
import dev.millrace.streams.internal.spi.StoreRuntime;
import dev.millrace.streams.internal.spi.TaskShared;
import dev.millrace.streams.processor.CommitCallback;
import dev.millrace.streams.processor.RecordContext;
import dev.millrace.streams.processor.StateRestoreCallback;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.processor.TaskId;
import dev.millrace.streams.processor.api.RecordMetadata;

/**
 * A task of ours with one store.
 *
 * <p><em>Confined to the benchmark's thread.</em>
 */
final class OneTask implements StoreRuntime, StoreTask {

    private static final TopicPartition CHANGELOG = new TopicPartition("benchmark-counts-changelog", 0);
    private static final List<TopicPartition> INPUTS = List.of(new TopicPartition("words", 0));
    private static final long BUDGET_BYTES = 64L << 20;

    private final File stateDirectory;
    private final StoreBudget budget;
    private final Map<Class<?>, TaskShared> shared = new HashMap<>();
    private final List<StateStore> stores = new ArrayList<>();
    private final List<StateRestoreCallback> restoring = new ArrayList<>();
    private RecordContext current = new RecordInHand();
    private long logged;
    private long offset;

    OneTask(File stateDirectory, long cacheBytes) {
        this.stateDirectory = stateDirectory;
        this.budget = new StoreBudget(
                new HeapBudget(cacheBytes),
                new HeapBudget(BUDGET_BYTES),
                new HeapBudget(BUDGET_BYTES),
                new NativeBudget(BUDGET_BYTES));
    }

    @Override
    public Object context() {
        return this;
    }

    @Override
    public void commit() {
        for (StateStore store : stores) {
            store.flush();
            store.commit(Map.of(CHANGELOG, logged));
        }
        shared.values().forEach(TaskShared::commit);
    }

    @Override
    public void restore(List<ConsumerRecord<byte[], byte[]>> records) {
        long next = records.get(records.size() - 1).offset() + 1;
        for (StateRestoreCallback callback : restoring) {
            ((BatchRestore) callback).restoreBatch(CHANGELOG, records, next);
        }
    }

    @Override
    public void close() {
        stores.forEach(StateStore::close);
        shared.values().forEach(TaskShared::close);
    }

    @Override
    public boolean restorable(String storeName) {
        return true;
    }

    @Override
    public ChangelogWriter changelog(String storeName) {
        return (key, value, timestamp, headers) -> logged++;
    }

    @Override
    public StoreBudget budget() {
        return budget;
    }

    @Override
    public void recordDropped() {
        throw new IllegalStateException("a record was too old to be kept");
    }

    @Override
    public void requestCommit() {
        // The benchmark commits at a fixed pace of its own, often enough for the bound never to be reached.
    }

    @Override
    public long currentSystemTimeMs() {
        return 0;
    }

    @Override
    public long currentStreamTimeMs() {
        return 0;
    }

    @Override
    public RecordContext currentRecord() {
        return current;
    }

    @Override
    public List<TopicPartition> inputs() {
        return INPUTS;
    }

    @Override
    public int currentInput() {
        return 0;
    }

    @Override
    public long currentOffset() {
        return ++offset;
    }

    @Override
    public void runAs(RecordContext record, Runnable action) {
        RecordContext former = current;
        current = record;
        try {
            action.run();
        } finally {
            current = former;
        }
    }

    @Override
    public <T extends TaskShared> T shared(Class<T> kind, Function<StoreRuntime, T> opener) {
        TaskShared present = shared.get(kind);
        if (present == null) {
            // Not computeIfAbsent: an opener may ask for what it stands on.
            present = opener.apply(this);
            shared.put(kind, present);
        }
        return kind.cast(present);
    }

    @Override
    public String applicationId() {
        return "benchmark";
    }

    @Override
    public TaskId taskId() {
        return new TaskId(0, 0);
    }

    @Override
    public Optional<RecordMetadata> recordMetadata() {
        return Optional.empty();
    }

    @Override
    public Serde<?> keySerde() {
        return Serdes.String();
    }

    @Override
    public Serde<?> valueSerde() {
        return Serdes.Long();
    }

    @Override
    public StreamsMetrics metrics() {
        throw new UnsupportedOperationException("no store asks for sensors");
    }

    @Override
    public File stateDir() {
        return stateDirectory;
    }

    @Override
    public void register(StateStore store, StateRestoreCallback callback) {
        stores.add(store);
        restoring.add(callback);
    }

    @Override
    public void register(StateStore store, StateRestoreCallback callback, CommitCallback commitCallback) {
        register(store, callback);
    }

    @Override
    public Map<String, Object> appConfigs() {
        return Map.of();
    }

    @Override
    public Map<String, Object> appConfigsWithPrefix(String prefix) {
        return Map.of();
    }
}
