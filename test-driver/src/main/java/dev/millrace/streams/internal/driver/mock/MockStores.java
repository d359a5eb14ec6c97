package dev.millrace.streams.internal.driver.mock;

import java.io.File;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.StreamsMetrics;
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
 * The stores that a test gives to a processor, and what they see of their task: no changelog, nothing to restore, and
 * as much memory as they like. Nobody commits them but themselves when closed; the database of those on disk is closed
 * with the last of them. <i>Confined to the thread of the test.</i>
 */
public final class MockStores implements StoreRuntime {
    private final MockTask task;
    private final Supplier<Optional<RecordMetadata>> current;
    private final Map<String, StateStore> stores = new HashMap<>();
    private final Map<Class<?>, TaskShared> shared = new HashMap<>();
    private final Set<String> sharing = new HashSet<>();
    private final MockInputs inputs = new MockInputs();
    private boolean sharedAsked;
    private final StoreBudget budget = new StoreBudget(
            new HeapBudget(Long.MAX_VALUE),
            new HeapBudget(Long.MAX_VALUE),
            new HeapBudget(Long.MAX_VALUE),
            new NativeBudget(64L << 20));

    /**
     * None yet.
     *
     * @param current where the record being processed came from, if the test says so
     */
    public MockStores(MockTask task, Supplier<Optional<RecordMetadata>> current) {
        this.task = task;
        this.current = current;
    }

    /** Has {@code store} found by its name. */
    public void add(StateStore store) {
        stores.put(store.name(), store);
    }

    /** The store called {@code name}; null if there is none. */
    @SuppressWarnings("unchecked")
    public <S extends StateStore> @Nullable S get(String name) {
        return (S) stores.get(name);
    }

    @Override
    public void register(StateStore store, @Nullable StateRestoreCallback stateRestoreCallback) {
        add(store);
        if (sharedAsked) {
            sharedAsked = false;
            sharing.add(store.name());
        }
    }

    @Override
    public void register(
            StateStore store,
            @Nullable StateRestoreCallback stateRestoreCallback,
            @Nullable CommitCallback commitCallback) {
        add(store);
    }

    @Override
    public String applicationId() {
        return task.applicationId();
    }

    @Override
    public TaskId taskId() {
        return task.id();
    }

    @Override
    public Optional<RecordMetadata> recordMetadata() {
        return current.get();
    }

    @Override
    public Serde<?> keySerde() {
        return task.keySerde();
    }

    @Override
    public Serde<?> valueSerde() {
        return task.valueSerde();
    }

    @Override
    public StreamsMetrics metrics() {
        return task.metrics();
    }

    @Override
    public File stateDir() {
        return task.requireDirectory();
    }

    @Override
    public Map<String, Object> appConfigs() {
        return task.settings();
    }

    @Override
    public Map<String, Object> appConfigsWithPrefix(String prefix) {
        return task.settings(prefix);
    }

    @Override
    public ChangelogWriter changelog(String storeName) {
        return ChangelogWriter.NONE;
    }

    @Override
    public boolean restorable(String storeName) {
        return false;
    }

    @Override
    public StoreBudget budget() {
        return budget;
    }

    @Override
    public void closing(StateStore store) {
        store.commit(Map.of());
        shared.values().forEach(TaskShared::commit);
        sharing.remove(store.name());
        if (sharing.isEmpty()) {
            shared.values().forEach(TaskShared::close);
            shared.clear();
        }
    }

    @Override
    public void requestCommit() {
        // Nothing has to make room here.
    }

    @Override
    public long currentSystemTimeMs() {
        return 0;
    }

    @Override
    public long currentStreamTimeMs() {
        return -1;
    }

    @Override
    public List<TopicPartition> inputs() {
        return inputs;
    }

    @Override
    public int currentInput() {
        return current.get()
                .filter(record -> record.topic() != null)
                .map(record -> inputs.place(new TopicPartition(record.topic(), record.partition())))
                .orElse(-1);
    }

    @Override
    public long currentOffset() {
        return current.get().map(RecordMetadata::offset).orElse(-1L);
    }

    @Override
    public RecordContext currentRecord() {
        return current.get().map(RecordContext.class::cast).orElse(MockRecord.none());
    }

    @Override
    public void runAs(RecordContext record, Runnable action) {
        action.run();
    }

    @Override
    public void recordDropped() {
        task.recordDropped();
    }

    @Override
    public <T extends TaskShared> T shared(Class<T> kind, Function<StoreRuntime, T> opener) {
        sharedAsked = true;
        return kind.cast(shared.computeIfAbsent(kind, absent -> opener.apply(this)));
    }
}
