package dev.millrace.streams.processor.api;

import java.io.File;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.StreamsMetrics;
import dev.millrace.streams.internal.driver.mock.MockRecord;
import dev.millrace.streams.internal.driver.mock.MockStores;
import dev.millrace.streams.internal.driver.mock.MockTask;
import dev.millrace.streams.processor.Cancellable;
import dev.millrace.streams.processor.PunctuationType;
import dev.millrace.streams.processor.Punctuator;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.processor.StateStoreContext;
import dev.millrace.streams.processor.TaskId;

import static java.util.Objects.requireNonNull;

/**
 * A context for the test of one processor without a topology: it notes what the processor forwards and schedules, and
 * whether it asks for a commit; the test says what record is processed and how late it is. Schedules do not run by
 * themselves: the test calls their punctuators. <i>Confined to the thread of the test.</i>
 *
 * @param <KForward> type of keys forwarded
 * @param <VForward> type of values forwarded
 */
public class MockProcessorContext<KForward, VForward> implements ProcessorContext<KForward, VForward> {
    private final MockTask task;
    private final MockStores stores;
    private final List<CapturedForward<? extends KForward, ? extends VForward>> forwards = new ArrayList<>();
    private final List<CapturedPunctuator> punctuators = new ArrayList<>();
    private @Nullable MockRecord current;
    private @Nullable Long systemTimeMs;
    private @Nullable Long streamTimeMs;
    private boolean committed;

    /** In an application without settings: no default serdes, no directory for state. */
    public MockProcessorContext() {
        this(MockTask.nameless());
    }

    /** In an application with settings {@code config}, without a directory for state. */
    public MockProcessorContext(Properties config) {
        this(config, new TaskId(0, 0), null);
    }

    /**
     * In task {@code taskId} of an application with settings {@code config}.
     *
     * @param stateDir where stores on disk are; null if there are none
     */
    public MockProcessorContext(Properties config, TaskId taskId, @Nullable File stateDir) {
        task = new MockTask(config, taskId, stateDir);
        stores = new MockStores(task, this::recordMetadata);
    }

    /** A record that the processor forwarded. <i>Immutable</i> but for headers. */
    public static final class CapturedForward<K, V> {
        private final Record<K, V> record;
        private final Optional<String> childName;

        /** One for all children. */
        public CapturedForward(Record<K, V> record) {
            this(record, Optional.empty());
        }

        /** One for a child, or for all if {@code childName} is empty. */
        public CapturedForward(Record<K, V> record, Optional<String> childName) {
            this.record = requireNonNull(record, "record cannot be null");
            this.childName = requireNonNull(childName, "childName cannot be null");
        }

        /** The child it was for; empty if for all. */
        public Optional<String> childName() {
            return childName;
        }

        /** The record. */
        public Record<K, V> record() {
            return record;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof CapturedForward<?, ?> that
                    && record.equals(that.record)
                    && childName.equals(that.childName);
        }

        @Override
        public int hashCode() {
            return Objects.hash(record, childName);
        }

        @Override
        public String toString() {
            return "CapturedForward{record=" + record + ", childName=" + childName + '}';
        }
    }

    /** A schedule that the processor made. <i>Confined to the thread of the test.</i> */
    public static final class CapturedPunctuator {
        private final @Nullable Instant startTime;
        private final Duration interval;
        private final PunctuationType type;
        private final Punctuator punctuator;
        private boolean cancelled;

        private CapturedPunctuator(
                @Nullable Instant startTime, Duration interval, PunctuationType type, Punctuator punctuator) {
            this.startTime = startTime;
            this.interval = interval;
            this.type = type;
            this.punctuator = punctuator;
        }

        /** From when on; null if the processor did not say. */
        public @Nullable Instant getStartTime() {
            return startTime;
        }

        /** How often. */
        public Duration getInterval() {
            return interval;
        }

        /** By which time. */
        public PunctuationType getType() {
            return type;
        }

        /** To be called by the test when it is due. */
        public Punctuator getPunctuator() {
            return punctuator;
        }

        /** Ends it, as the processor may. */
        public void cancel() {
            cancelled = true;
        }

        /** Whether it was ended. */
        public boolean cancelled() {
            return cancelled;
        }
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
    public Map<String, Object> appConfigs() {
        return task.settings();
    }

    @Override
    public Map<String, Object> appConfigsWithPrefix(String prefix) {
        return task.settings(prefix);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the test did not set it
     */
    @Override
    public long currentSystemTimeMs() {
        return MockTask.requireSaid(systemTimeMs, "System time", "setCurrentSystemTimeMs");
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the test did not set it
     */
    @Override
    public long currentStreamTimeMs() {
        return MockTask.requireSaid(streamTimeMs, "Stream time", "setCurrentStreamTimeMs");
    }

    @Override
    public Serde<?> keySerde() {
        return task.keySerde();
    }

    @Override
    public Serde<?> valueSerde() {
        return task.valueSerde();
    }

    /**
     * {@inheritDoc}
     *
     * @throws NullPointerException if the context was made without one
     */
    @Override
    public File stateDir() {
        return task.requireDirectory();
    }

    @Override
    public StreamsMetrics metrics() {
        return task.metrics();
    }

    /** Says where the record being processed came from. */
    public void setRecordMetadata(String topic, int partition, long offset) {
        current = new MockRecord(topic, partition, offset);
    }

    /** Says what {@link #currentSystemTimeMs()} answers. */
    public void setCurrentSystemTimeMs(long currentSystemTimeMs) {
        systemTimeMs = currentSystemTimeMs;
    }

    /** Says what {@link #currentStreamTimeMs()} answers. */
    public void setCurrentStreamTimeMs(long currentStreamTimeMs) {
        streamTimeMs = currentStreamTimeMs;
    }

    @Override
    public Optional<RecordMetadata> recordMetadata() {
        return Optional.ofNullable(current);
    }

    /** The store called {@code name}; null if the test gave none. */
    @Override
    public <S extends StateStore> @Nullable S getStateStore(String name) {
        return stores.get(name);
    }

    /** Gives the processor a store; one that is initialised with {@link #getStateStoreContext()} is given already. */
    public <S extends StateStore> void addStateStore(S stateStore) {
        stores.add(stateStore);
    }

    /** To initialise stores with. They log nothing, and nothing is restored. */
    public StateStoreContext getStateStoreContext() {
        return stores;
    }

    @Override
    public Cancellable schedule(Duration interval, PunctuationType type, Punctuator callback) {
        return schedule(null, interval, type, callback);
    }

    @Override
    public Cancellable schedule(
            @Nullable Instant startTime, Duration interval, PunctuationType type, Punctuator callback) {
        CapturedPunctuator captured = new CapturedPunctuator(startTime, interval, type, callback);
        punctuators.add(captured);
        return captured::cancel;
    }

    /** The schedules made, also those cancelled, in their order. */
    public List<CapturedPunctuator> scheduledPunctuators() {
        return new ArrayList<>(punctuators);
    }

    @Override
    public <K extends KForward, V extends VForward> void forward(Record<K, V> record) {
        forward(record, null);
    }

    @Override
    public <K extends KForward, V extends VForward> void forward(Record<K, V> record, @Nullable String childName) {
        forwards.add(new CapturedForward<>(record, Optional.ofNullable(childName)));
    }

    /** What was forwarded, to whomever, in its order. */
    public List<CapturedForward<? extends KForward, ? extends VForward>> forwarded() {
        return new ArrayList<>(forwards);
    }

    /** What a child of that name would have got. */
    public List<CapturedForward<? extends KForward, ? extends VForward>> forwarded(String childName) {
        requireNonNull(childName, "childName cannot be null");
        List<CapturedForward<? extends KForward, ? extends VForward>> got = new ArrayList<>(forwards);
        got.removeIf(forward -> !forward.childName().orElse(childName).equals(childName));
        return got;
    }

    /** Forgets what was forwarded. */
    public void resetForwards() {
        forwards.clear();
    }

    @Override
    public void commit() {
        committed = true;
    }

    /** Whether the processor asked for a commit. */
    public boolean committed() {
        return committed;
    }

    /** Forgets that it did. */
    public void resetCommit() {
        committed = false;
    }
}
