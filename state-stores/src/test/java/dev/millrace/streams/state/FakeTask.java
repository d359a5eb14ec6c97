package dev.millrace.streams.state;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

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

/** A task with one partition of changelog in the heap, which does in order what the runtime does. */
public final class FakeTask implements StoreRuntime, AutoCloseable {
    public static final String STORE = "store";
    public static final TopicPartition INPUT = new TopicPartition("input", 0);
    public static final TopicPartition CHANGELOG = new TopicPartition("app-store-changelog", 0);

    private final File stateDir;
    private final StoreBudget budget;
    private final Map<String, Object> configs;
    private final List<StateStore> stores = new ArrayList<>();
    private final Map<Class<?>, TaskShared> shared = new HashMap<>();
    private final List<ConsumerRecord<byte[], byte[]>> log;
    private @Nullable StateRestoreCallback restore;
    private RecordContext current = new At(0, -1);
    private int requestedCommits;
    private int dropped;
    private boolean restorable = true;

    public FakeTask(Path stateDir, long cacheBytes, long uncommittedBytes, FakeTask... before) {
        this(stateDir, cacheBytes, uncommittedBytes, Map.of(), before);
    }

    public FakeTask(
            Path stateDir, long cacheBytes, long uncommittedBytes, Map<String, Object> configs, FakeTask... before) {
        this.stateDir = stateDir.toFile();
        this.budget = new StoreBudget(
                new HeapBudget(cacheBytes),
                new HeapBudget(uncommittedBytes),
                new HeapBudget(uncommittedBytes),
                new NativeBudget(64L << 20));
        this.configs = configs;
        this.log = before.length == 0 ? new ArrayList<>() : before[0].log;
    }

    /** Opens a store and brings it to the end of the changelog, as far as it holds its offset. */
    public <T extends StateStore> T open(T store) {
        stores.add(store);
        store.init(this, store);
        return store;
    }

    /** Reads the changelog from the store's offset to the end. */
    public void restore(StateStore store) {
        Long offset = store.managesOffsets() ? store.committedOffset(CHANGELOG) : null;
        List<ConsumerRecord<byte[], byte[]>> tail = log.subList(offset == null ? 0 : offset.intValue(), log.size());
        if (restore instanceof BatchRestore batches) {
            batches.restoreBatch(CHANGELOG, tail, log.size());
        } else if (restore != null) {
            tail.forEach(record -> restore.restore(record.key(), record.value()));
        }
    }

    /** There is no changelog to restore from. */
    public FakeTask withoutChangelog() {
        restorable = false;
        return this;
    }

    public void at(long timestamp) {
        current = new At(timestamp, -1);
    }

    /** A record of the input topic is being processed from here on. */
    public void at(long timestamp, long offset) {
        current = new At(timestamp, offset);
    }

    public void commit() {
        stores.forEach(StateStore::flush);
        commitAt(log.size());
    }

    /** Commits with an offset of the caller's choice. */
    public void commitAt(long changelogOffset) {
        for (StateStore store : stores) {
            store.commit(Map.of(CHANGELOG, changelogOffset));
        }
        shared.values().forEach(TaskShared::commit);
    }

    /** What was logged, in order. */
    public List<ConsumerRecord<byte[], byte[]>> log() {
        return log;
    }

    public int requestedCommits() {
        return requestedCommits;
    }

    @Override
    public void close() {
        stores.forEach(StateStore::close);
        shared.values().forEach(TaskShared::close);
    }

    @Override
    public boolean restorable(String storeName) {
        return restorable;
    }

    @Override
    public ChangelogWriter changelog(String storeName) {
        return (key, value, timestamp, headers) -> log.add(new ConsumerRecord<>(
                CHANGELOG.topic(),
                0,
                log.size(),
                timestamp,
                org.apache.kafka.common.record.TimestampType.CREATE_TIME,
                key.length,
                value == null ? -1 : value.length,
                key,
                value,
                headers == null ? new RecordHeaders() : headers,
                Optional.empty()));
    }

    @Override
    public StoreBudget budget() {
        return budget;
    }

    @Override
    public void recordDropped() {
        dropped++;
    }

    /** How many entries were refused. */
    public int dropped() {
        return dropped;
    }

    @Override
    public void requestCommit() {
        requestedCommits++;
    }

    @Override
    public long currentSystemTimeMs() {
        return 0;
    }

    @Override
    public long currentStreamTimeMs() {
        return current.timestamp();
    }

    @Override
    public RecordContext currentRecord() {
        return current;
    }

    @Override
    public List<TopicPartition> inputs() {
        return List.of(INPUT);
    }

    @Override
    public int currentInput() {
        return current.offset() < 0 ? -1 : 0;
    }

    @Override
    public long currentOffset() {
        return current.offset();
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
    @SuppressWarnings("unchecked")
    public <T extends TaskShared> T shared(Class<T> kind, Function<StoreRuntime, T> opener) {
        TaskShared present = shared.get(kind);
        if (present == null) {
            present = opener.apply(this);
            shared.put(kind, present);
        }
        return (T) present;
    }

    @Override
    public String applicationId() {
        return "app";
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
        return stateDir;
    }

    @Override
    public void register(StateStore store, StateRestoreCallback stateRestoreCallback) {
        restore = stateRestoreCallback;
    }

    @Override
    public void register(StateStore store, StateRestoreCallback stateRestoreCallback, CommitCallback commitCallback) {
        restore = stateRestoreCallback;
    }

    @Override
    public Map<String, Object> appConfigs() {
        return configs;
    }

    @Override
    public Map<String, Object> appConfigsWithPrefix(String prefix) {
        return Map.of();
    }

    private record At(long timestamp, long offset) implements RecordContext {
        @Override
        public @Nullable String topic() {
            return INPUT.topic();
        }

        @Override
        public int partition() {
            return 0;
        }

        @Override
        public Headers headers() {
            return new RecordHeaders();
        }

        @Override
        public byte @Nullable [] sourceRawKey() {
            return null;
        }

        @Override
        public byte @Nullable [] sourceRawValue() {
            return null;
        }
    }
}
