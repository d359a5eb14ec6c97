package dev.millrace.streams.internal.state.build;

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

/**
 * The task as a user's timestamped store sees it: the same, but what it takes back from the changelog is brought into
 * its format first. <i>Confined to the thread that owns the task.</i>
 */
record StampingRuntime(StoreRuntime task, RestoredFormat format) implements StoreRuntime {
    @Override
    public void register(StateStore store, StateRestoreCallback stateRestoreCallback) {
        task.register(store, new StampingRestore(stateRestoreCallback, format));
    }

    @Override
    public void register(StateStore store, StateRestoreCallback stateRestoreCallback, CommitCallback commitCallback) {
        task.register(store, new StampingRestore(stateRestoreCallback, format), commitCallback);
    }

    @Override
    public String applicationId() {
        return task.applicationId();
    }

    @Override
    public TaskId taskId() {
        return task.taskId();
    }

    @Override
    public Optional<RecordMetadata> recordMetadata() {
        return task.recordMetadata();
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
    public void closing(StateStore store) {
        task.closing(store);
    }

    @Override
    public StreamsMetrics metrics() {
        return task.metrics();
    }

    @Override
    public File stateDir() {
        return task.stateDir();
    }

    @Override
    public Map<String, Object> appConfigs() {
        return task.appConfigs();
    }

    @Override
    public Map<String, Object> appConfigsWithPrefix(String prefix) {
        return task.appConfigsWithPrefix(prefix);
    }

    @Override
    public ChangelogWriter changelog(String storeName) {
        return task.changelog(storeName);
    }

    @Override
    public boolean restorable(String storeName) {
        return task.restorable(storeName);
    }

    @Override
    public StoreBudget budget() {
        return task.budget();
    }

    @Override
    public void recordDropped() {
        task.recordDropped();
    }

    @Override
    public void requestCommit() {
        task.requestCommit();
    }

    @Override
    public long currentSystemTimeMs() {
        return task.currentSystemTimeMs();
    }

    @Override
    public long currentStreamTimeMs() {
        return task.currentStreamTimeMs();
    }

    @Override
    public RecordContext currentRecord() {
        return task.currentRecord();
    }

    @Override
    public List<TopicPartition> inputs() {
        return task.inputs();
    }

    @Override
    public int currentInput() {
        return task.currentInput();
    }

    @Override
    public long currentOffset() {
        return task.currentOffset();
    }

    @Override
    public void runAs(RecordContext record, Runnable action) {
        task.runAs(record, action);
    }

    @Override
    public <T extends TaskShared> T shared(Class<T> kind, Function<StoreRuntime, T> opener) {
        return task.shared(kind, opener);
    }
}
