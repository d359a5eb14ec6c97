package dev.millrace.streams.processor;

import java.io.File;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.StreamsMetrics;
import dev.millrace.streams.internal.driver.mock.MockStores;
import dev.millrace.streams.internal.driver.mock.MockTask;

import static java.util.Objects.requireNonNull;

/**
 * A context for the test of one transformer. <i>Confined to the thread of the test.</i>
 *
 * @deprecated since Kafka Streams 4.0: processors have {@code api.MockProcessorContext}
 */
@Deprecated
public class MockProcessorContext implements ProcessorContext {
    private final MockTask task;
    private final MockStores stores;
    private final List<CapturedForward> forwards = new ArrayList<>();
    private final List<CapturedPunctuator> punctuators = new ArrayList<>();
    private @Nullable String topic;
    private @Nullable Integer partition;
    private @Nullable Long offset;
    private @Nullable Headers headers;
    private @Nullable Long timestamp;
    private @Nullable Long systemTimeMs;
    private @Nullable Long streamTimeMs;
    private boolean committed;

    /** In an application without settings. */
    public MockProcessorContext() {
        this(MockTask.nameless());
    }

    /** In an application with settings {@code config}. */
    public MockProcessorContext(Properties config) {
        this(config, new TaskId(0, 0), null);
    }

    /** In any task; {@code stateDir} is null for none. */
    public MockProcessorContext(Properties config, TaskId taskId, @Nullable File stateDir) {
        task = new MockTask(config, taskId, stateDir);
        stores = new MockStores(task, Optional::empty);
    }

    /** A row that was forwarded. <i>Immutable</i> but for headers. */
    public static class CapturedForward {
        private final KeyValue<Object, Object> keyValue;
        private final @Nullable String childName;
        private final long timestamp;
        private final @Nullable Headers headers;

        private CapturedForward(KeyValue<Object, Object> keyValue, To to, @Nullable Headers headers) {
            this.keyValue = keyValue;
            childName = to.childName;
            timestamp = to.timestamp;
            this.headers = headers;
        }

        /** The child it was for; null if for all. */
        public @Nullable String childName() {
            return childName;
        }

        /** Its time; -1 if neither the forward nor the test said one. */
        public long timestamp() {
            return timestamp;
        }

        /** Key and value. */
        @SuppressWarnings("rawtypes")
        public KeyValue keyValue() {
            return keyValue;
        }

        /** Headers of the record being processed; null if the test said none. */
        public @Nullable Headers headers() {
            return headers;
        }

        @Override
        public String toString() {
            return "CapturedForward{childName='%s', timestamp=%d, keyValue=%s}"
                    .formatted(childName, timestamp, keyValue);
        }
    }

    /** A schedule that was made. <i>Confined to the thread of the test.</i> */
    public static class CapturedPunctuator {
        private final @Nullable Instant startTime;
        private final long intervalMs;
        private final PunctuationType type;
        private final Punctuator punctuator;
        private boolean cancelled;

        private CapturedPunctuator(@Nullable Instant from, long everyMs, PunctuationType type, Punctuator callback) {
            startTime = from;
            intervalMs = everyMs;
            this.type = type;
            punctuator = callback;
        }

        /** From when on; null if that was not said. */
        public @Nullable Instant getStartTime() {
            return startTime;
        }

        /** How often, milliseconds. */
        public long getIntervalMs() {
            return intervalMs;
        }

        /** By which time. */
        public PunctuationType getType() {
            return type;
        }

        /** For the test to call. */
        public Punctuator getPunctuator() {
            return punctuator;
        }

        /** Ends it. */
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

    @Override
    public Serde<?> keySerde() {
        return task.keySerde();
    }

    @Override
    public Serde<?> valueSerde() {
        return task.valueSerde();
    }

    /** Where state is; null if the context was made without a directory. */
    @Override
    public @Nullable File stateDir() {
        return task.directory();
    }

    @Override
    public StreamsMetrics metrics() {
        return task.metrics();
    }

    /** Says all of the record being processed. */
    public void setRecordMetadata(
            @Nullable String topic, int partition, long offset, @Nullable Headers headers, long timestamp) {
        this.topic = topic;
        this.partition = partition;
        this.offset = offset;
        this.headers = headers;
        this.timestamp = timestamp;
    }

    /** Says what {@link #topic()} answers. */
    public void setTopic(@Nullable String topic) {
        this.topic = topic;
    }

    /** Says what {@link #partition()} answers. */
    public void setPartition(int partition) {
        this.partition = partition;
    }

    /** Says what {@link #offset()} answers. */
    public void setOffset(long offset) {
        this.offset = offset;
    }

    /** Says what {@link #headers()} answers. */
    public void setHeaders(@Nullable Headers headers) {
        this.headers = headers;
    }

    /** Says what {@link #timestamp()} answers. */
    public void setRecordTimestamp(long recordTimestamp) {
        timestamp = recordTimestamp;
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
    public String topic() {
        return MockTask.requireSaid(topic, "Topic", "setTopic");
    }

    @Override
    public int partition() {
        return MockTask.requireSaid(partition, "Partition", "setPartition");
    }

    @Override
    public long offset() {
        return MockTask.requireSaid(offset, "Offset", "setOffset");
    }

    @Override
    public @Nullable Headers headers() {
        return headers;
    }

    @Override
    public long timestamp() {
        return MockTask.requireSaid(timestamp, "Timestamp", "setRecordTimestamp");
    }

    @Override
    public long currentSystemTimeMs() {
        return MockTask.requireSaid(systemTimeMs, "System time", "setCurrentSystemTimeMs");
    }

    @Override
    public long currentStreamTimeMs() {
        return MockTask.requireSaid(streamTimeMs, "Stream time", "setCurrentStreamTimeMs");
    }

    @Override
    public void register(StateStore store, @Nullable StateRestoreCallback stateRestoreCallback) {
        stores.add(store);
    }

    /** The store called {@code name}; null if the test registered none. */
    @Override
    public <S extends StateStore> @Nullable S getStateStore(String name) {
        return stores.get(name);
    }

    @Override
    public Cancellable schedule(Duration interval, PunctuationType type, Punctuator callback) {
        return capture(null, interval, type, callback);
    }

    @Override
    public Cancellable schedule(Instant startTime, Duration interval, PunctuationType type, Punctuator callback) {
        return capture(requireNonNull(startTime, "startTime cannot be null"), interval, type, callback);
    }

    private Cancellable capture(@Nullable Instant from, Duration every, PunctuationType type, Punctuator callback) {
        CapturedPunctuator captured = new CapturedPunctuator(from, MockTask.intervalMs(every), type, callback);
        punctuators.add(captured);
        return captured::cancel;
    }

    /** All schedules, the first one first. */
    public List<CapturedPunctuator> scheduledPunctuators() {
        return new ArrayList<>(punctuators);
    }

    @Override
    public <K, V> void forward(@Nullable K key, @Nullable V value) {
        forward(key, value, To.all());
    }

    @Override
    public <K, V> void forward(@Nullable K key, @Nullable V value, To to) {
        To timed = new To(requireNonNull(to, "to cannot be null"));
        timed.timestamp = timed.timestamp < 0 && timestamp != null ? timestamp : timed.timestamp;
        forwards.add(new CapturedForward(new KeyValue<>(key, value), timed, headers));
    }

    /** All forwards, the first one first. */
    public List<CapturedForward> forwarded() {
        return new ArrayList<>(forwards);
    }

    /** The forwards for all children, and for that one. */
    public List<CapturedForward> forwarded(@Nullable String childName) {
        return forwards.stream()
                .filter(forward -> forward.childName == null || forward.childName.equals(childName))
                .collect(Collectors.toList());
    }

    /** Forgets what was forwarded. */
    public void resetForwards() {
        forwards.clear();
    }

    @Override
    public void commit() {
        committed = true;
    }

    /** Whether a commit was asked for. */
    public boolean committed() {
        return committed;
    }

    /** Forgets that it was. */
    public void resetCommit() {
        committed = false;
    }
}
