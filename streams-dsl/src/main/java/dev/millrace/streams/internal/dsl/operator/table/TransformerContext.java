package dev.millrace.streams.internal.dsl.operator.table;

import java.io.File;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.StreamsMetrics;
import dev.millrace.streams.errors.StreamsException;
import dev.millrace.streams.processor.Cancellable;
import dev.millrace.streams.processor.PunctuationType;
import dev.millrace.streams.processor.Punctuator;
import dev.millrace.streams.processor.StateRestoreCallback;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.processor.TaskId;
import dev.millrace.streams.processor.To;
import dev.millrace.streams.processor.api.ProcessingContext;
import dev.millrace.streams.processor.api.Record;
import dev.millrace.streams.processor.api.RecordMetadata;

/**
 * What a transformer may ask of its task: everything but to forward, since what it returns goes on. <i>Confined to the
 * owner of the task.</i>
 */
final class TransformerContext implements dev.millrace.streams.processor.ProcessorContext {
    private static final Headers NO_HEADERS = new RecordHeaders();

    private final ProcessingContext context;
    private @Nullable Record<?, ?> record;
    private boolean lookingUp;

    TransformerContext(ProcessingContext context) {
        this.context = context;
    }

    /** {@code current} is being processed from here on. */
    void begin(Record<?, ?> current) {
        record = current;
    }

    /** A row of that time is looked up from here on, until {@link #lookedUp()}: it came from no topic. */
    void lookUp(long timestamp) {
        record = new Record<>(null, null, Math.max(0, timestamp), NO_HEADERS);
        lookingUp = true;
    }

    void lookedUp() {
        record = null;
        lookingUp = false;
    }

    private static StreamsException noForwarding() {
        return new StreamsException("ProcessorContext#forward() not supported: a transformer of values returns what"
                + " goes on; use KStream#process() to forward");
    }

    @Override
    public <K, V> void forward(@Nullable K key, @Nullable V value) {
        throw noForwarding();
    }

    @Override
    public <K, V> void forward(@Nullable K key, @Nullable V value, To to) {
        throw noForwarding();
    }

    @Override
    public String applicationId() {
        return context.applicationId();
    }

    @Override
    public TaskId taskId() {
        return context.taskId();
    }

    @Override
    public Serde<?> keySerde() {
        return context.keySerde();
    }

    @Override
    public Serde<?> valueSerde() {
        return context.valueSerde();
    }

    @Override
    public StreamsMetrics metrics() {
        return context.metrics();
    }

    @Override
    public File stateDir() {
        return context.stateDir();
    }

    @Override
    public void register(StateStore store, StateRestoreCallback stateRestoreCallback) {
        throw new UnsupportedOperationException(
                "Store " + store.name() + " is registered by its own init(), not by a transformer");
    }

    @Override
    public <S extends StateStore> S getStateStore(String name) {
        return context.getStateStore(name);
    }

    @Override
    public Cancellable schedule(Duration interval, PunctuationType type, Punctuator callback) {
        return context.schedule(interval, type, callback);
    }

    @Override
    public Cancellable schedule(Instant startTime, Duration interval, PunctuationType type, Punctuator callback) {
        return context.schedule(startTime, interval, type, callback);
    }

    @Override
    public void commit() {
        context.commit();
    }

    @Override
    public @Nullable String topic() {
        return origin().map(RecordMetadata::topic).orElse(null);
    }

    @Override
    public int partition() {
        return origin().map(RecordMetadata::partition).orElse(-1);
    }

    @Override
    public long offset() {
        return origin().map(RecordMetadata::offset).orElse(-1L);
    }

    private Optional<RecordMetadata> origin() {
        return lookingUp ? Optional.empty() : context.recordMetadata();
    }

    @Override
    public Headers headers() {
        return record == null ? NO_HEADERS : record.headers();
    }

    @Override
    public long timestamp() {
        return record == null ? 0 : record.timestamp();
    }

    @Override
    public Map<String, Object> appConfigs() {
        return context.appConfigs();
    }

    @Override
    public Map<String, Object> appConfigsWithPrefix(String prefix) {
        return context.appConfigsWithPrefix(prefix);
    }

    @Override
    public long currentSystemTimeMs() {
        return context.currentSystemTimeMs();
    }

    @Override
    public long currentStreamTimeMs() {
        return context.currentStreamTimeMs();
    }
}
