package dev.millrace.streams.internal.runtime.graph;

import java.io.File;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.StreamsMetrics;
import dev.millrace.streams.errors.StreamsException;
import dev.millrace.streams.internal.runtime.stores.TaskEnvironment;
import dev.millrace.streams.internal.runtime.stores.TaskStores;
import dev.millrace.streams.internal.spi.CommittedNumbers;
import dev.millrace.streams.internal.spi.DropMeter;
import dev.millrace.streams.internal.spi.RecordScope;
import dev.millrace.streams.processor.Cancellable;
import dev.millrace.streams.processor.PunctuationType;
import dev.millrace.streams.processor.Punctuator;
import dev.millrace.streams.processor.RecordContext;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.processor.TaskId;
import dev.millrace.streams.processor.api.ProcessorContext;
import dev.millrace.streams.processor.api.Record;
import dev.millrace.streams.processor.api.RecordMetadata;

import static java.util.Objects.requireNonNull;

/**
 * What one processor sees of its task: each has a context of its own, so that forwarding needs no look-up of who is
 * forwarding. <i>Confined to the owner of the task.</i>
 */
final class NodeContext implements ProcessorContext<Object, Object>, DropMeter, RecordScope, CommittedNumbers {
    private final String nodeName;
    private final Set<String> storeNames;
    private final TaskEnvironment environment;
    private final TaskStores stores;
    private final RecordFrame frame;
    private final ProcessingFailures failures;
    private final Map<String, StateStore> globalStores;
    private final @Nullable Schedules schedules;
    private @Nullable GraphNode node;

    NodeContext(String nodeName, Set<String> storeNames, GraphSurroundings surroundings) {
        this.nodeName = requireNonNull(nodeName, "nodeName");
        this.storeNames = Set.copyOf(storeNames);
        this.environment = surroundings.environment();
        this.stores = surroundings.stores();
        this.frame = surroundings.frame();
        this.failures = surroundings.failures();
        this.globalStores = surroundings.globalStores();
        this.schedules = surroundings.schedules();
    }

    void attach(GraphNode owner) {
        node = owner;
    }

    String nodeName() {
        return nodeName;
    }

    @Override
    public <K extends Object, V extends Object> void forward(Record<K, V> record) {
        Record<?, ?> former = frame.enter(record);
        try {
            for (GraphNode child : node.children()) {
                child.process(untyped(record));
            }
        } finally {
            frame.leave(former);
        }
    }

    @Override
    public <K extends Object, V extends Object> void forward(Record<K, V> record, @Nullable String childName) {
        if (childName == null) {
            forward(record);
            return;
        }
        GraphNode child = child(childName);
        Record<?, ?> former = frame.enter(record);
        try {
            child.process(untyped(record));
        } finally {
            frame.leave(former);
        }
    }

    @Override
    public void recordDropped() {
        failures.recordDropped();
    }

    @Override
    public RecordContext currentRecord() {
        return frame.currentRecord();
    }

    @Override
    public void runAs(RecordContext record, Runnable action) {
        frame.runAs(record, action);
    }

    @Override
    public @Nullable Long committedNumber(String name) {
        return frame.numbers().get(name);
    }

    @Override
    public void commitNumber(String name, long value) {
        frame.numbers().put(name, value);
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
        return frame.recordMetadata();
    }

    @Override
    public Serde<?> keySerde() {
        return environment.defaultKeySerde(nodeName);
    }

    @Override
    public Serde<?> valueSerde() {
        return environment.defaultValueSerde(nodeName);
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
    @SuppressWarnings("unchecked")
    public <S extends StateStore> S getStateStore(String name) {
        if (storeNames.contains(name)) {
            return (S) stores.guardedStore(name);
        }
        StateStore global = globalStores.get(name);
        if (global == null) {
            throw new StreamsException(
                    "Processor " + nodeName + " has no access to StateStore " + name
                            + " as the store is not connected to the processor. Name the processor in"
                            + " addStateStore() or connectProcessorAndStateStores(), name the store in process()"
                            + " of the DSL, or return its builder from stores() of the processor's supplier.",
                    taskId());
        }
        return (S) global;
    }

    @Override
    public Cancellable schedule(Duration interval, PunctuationType type, Punctuator callback) {
        return schedules().add(nodeName, millis(interval), type, callback);
    }

    @Override
    public Cancellable schedule(Instant startTime, Duration interval, PunctuationType type, Punctuator callback) {
        return schedules().add(nodeName, startTime.toEpochMilli(), millis(interval), type, callback);
    }

    @Override
    public void commit() {
        frame.requestCommit();
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
    public long currentSystemTimeMs() {
        return frame.systemTimeMs();
    }

    @Override
    public long currentStreamTimeMs() {
        return frame.streamTimeMs();
    }

    private Schedules schedules() {
        if (schedules == null) {
            throw new UnsupportedOperationException(
                    "Processor " + nodeName + " fills a global store and cannot schedule anything");
        }
        return schedules;
    }

    private GraphNode child(String childName) {
        for (GraphNode child : node.children()) {
            if (child.name().equals(childName)) {
                return child;
            }
        }
        throw new StreamsException(
                "Unknown downstream node: " + childName + " either does not exist or is not a child of " + nodeName,
                taskId());
    }

    private static long millis(Duration interval) {
        long intervalMs = interval.toMillis();
        if (intervalMs < 1) {
            throw new IllegalArgumentException(
                    "The minimum supported scheduling interval is 1 millisecond, not " + interval);
        }
        return intervalMs;
    }

    @SuppressWarnings("unchecked")
    private static Record<Object, Object> untyped(Record<?, ?> record) {
        return (Record<Object, Object>) record;
    }
}
