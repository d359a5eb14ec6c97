package dev.millrace.streams.internal.runtime.stores;

import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serde;

import dev.millrace.streams.StreamsMetrics;
import dev.millrace.streams.internal.spi.ChangelogWriter;
import dev.millrace.streams.internal.spi.StoreBudget;
import dev.millrace.streams.internal.spi.StoreRuntime;
import dev.millrace.streams.internal.spi.TaskShared;
import dev.millrace.streams.processor.CommitCallback;
import dev.millrace.streams.processor.RecordContext;
import dev.millrace.streams.processor.StateRestoreCallback;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.processor.TaskId;
import dev.millrace.streams.processor.api.RecordMetadata;

/** What the stores of one task see of it. <i>Confined to the owner of the task.</i> */
final class TaskStoreContext implements StoreRuntime {
    private static final CommitCallback NOTHING = () -> {};

    private final TaskStores stores;
    private final TaskEnvironment environment;
    private final TaskMoment moment;
    private final StoreBudget budget;

    /** The store that was the last to be opened. */
    private String opening = "";

    /** A store has acted in the name of a record: an entry left its cache. */
    private boolean handedOn;

    TaskStoreContext(TaskStores stores, TaskEnvironment environment, TaskMoment moment, StoreBudget budget) {
        this.stores = stores;
        this.environment = environment;
        this.moment = moment;
        this.budget = budget;
    }

    /** From now on the store of that name asks. */
    void opening(String storeName) {
        opening = storeName;
    }

    void forgetHandedOn() {
        handedOn = false;
    }

    /** Whether an entry left the cache of a store since {@link #forgetHandedOn()}. */
    boolean anyHandedOn() {
        return handedOn;
    }

    @Override
    public String applicationId() {
        return environment.applicationId();
    }

    @Override
    public TaskId taskId() {
        return environment.taskId();
    }

    @Override
    public Optional<RecordMetadata> recordMetadata() {
        return moment.recordMetadata();
    }

    @Override
    public Serde<?> keySerde() {
        return environment.keySerdeToMake("store " + opening);
    }

    @Override
    public Serde<?> valueSerde() {
        return environment.valueSerdeToMake("store " + opening);
    }

    @Override
    public StreamsMetrics metrics() {
        return environment.metrics();
    }

    @Override
    public File stateDir() {
        return environment.stateDir();
    }

    @Override
    public void register(StateStore store, StateRestoreCallback stateRestoreCallback) {
        register(store, stateRestoreCallback, NOTHING);
    }

    @Override
    public void register(StateStore store, StateRestoreCallback stateRestoreCallback, CommitCallback commitCallback) {
        stores.register(store, stateRestoreCallback, commitCallback);
    }

    @Override
    public Map<String, Object> appConfigs() {
        return environment.appConfigs();
    }

    @Override
    public Map<String, Object> appConfigsWithPrefix(String prefix) {
        return environment.appConfigsWithPrefix(prefix);
    }

    @Override
    public ChangelogWriter changelog(String storeName) {
        return stores.changelogWriter(storeName);
    }

    @Override
    public boolean restorable(String storeName) {
        return stores.restorable(storeName);
    }

    @Override
    public StoreBudget budget() {
        return budget;
    }

    @Override
    public void recordDropped() {
        moment.recordDropped();
    }

    @Override
    public void requestCommit() {
        moment.requestCommit();
    }

    @Override
    public long currentSystemTimeMs() {
        return moment.systemTimeMs();
    }

    @Override
    public long currentStreamTimeMs() {
        return moment.streamTimeMs();
    }

    @Override
    public RecordContext currentRecord() {
        return moment.currentRecord();
    }

    @Override
    public List<TopicPartition> inputs() {
        return moment.inputs();
    }

    @Override
    public int currentInput() {
        return moment.currentInput();
    }

    @Override
    public long currentOffset() {
        return moment.currentOffset();
    }

    @Override
    public void runAs(RecordContext record, Runnable action) {
        handedOn = true;
        moment.runAs(record, action);
    }

    @Override
    public <T extends TaskShared> T shared(Class<T> kind, Function<StoreRuntime, T> opener) {
        return stores.shared(kind, () -> opener.apply(this));
    }
}
