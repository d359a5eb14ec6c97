package dev.millrace.streams.errors;

import java.io.File;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.StreamsMetrics;
import dev.millrace.streams.processor.Cancellable;
import dev.millrace.streams.processor.ProcessorContext;
import dev.millrace.streams.processor.PunctuationType;
import dev.millrace.streams.processor.Punctuator;
import dev.millrace.streams.processor.StateRestoreCallback;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.processor.TaskId;
import dev.millrace.streams.processor.To;

import static java.util.Objects.requireNonNull;

/** What is known of a record that failed, in the form that the first handlers were given. */
final class FailedRecordContext implements ProcessorContext {
    private final ErrorHandlerContext failure;

    FailedRecordContext(ErrorHandlerContext failure) {
        this.failure = requireNonNull(failure, "context");
    }

    @Override
    public TaskId taskId() {
        return failure.taskId();
    }

    @Override
    public @Nullable String topic() {
        return failure.topic();
    }

    @Override
    public int partition() {
        return failure.partition();
    }

    @Override
    public long offset() {
        return failure.offset();
    }

    @Override
    public Headers headers() {
        return failure.headers();
    }

    @Override
    public long timestamp() {
        return failure.timestamp();
    }

    @Override
    public String applicationId() {
        throw unknown();
    }

    @Override
    public Serde<?> keySerde() {
        throw unknown();
    }

    @Override
    public Serde<?> valueSerde() {
        throw unknown();
    }

    @Override
    public File stateDir() {
        throw unknown();
    }

    @Override
    public StreamsMetrics metrics() {
        throw unknown();
    }

    @Override
    public void register(StateStore store, StateRestoreCallback stateRestoreCallback) {
        throw unknown();
    }

    @Override
    public <S extends StateStore> S getStateStore(String name) {
        throw unknown();
    }

    @Override
    public Cancellable schedule(Duration interval, PunctuationType type, Punctuator callback) {
        throw unknown();
    }

    @Override
    public Cancellable schedule(Instant startTime, Duration interval, PunctuationType type, Punctuator callback) {
        throw unknown();
    }

    @Override
    public <K, V> void forward(@Nullable K key, @Nullable V value) {
        throw unknown();
    }

    @Override
    public <K, V> void forward(@Nullable K key, @Nullable V value, To to) {
        throw unknown();
    }

    @Override
    public void commit() {
        throw unknown();
    }

    @Override
    public Map<String, Object> appConfigs() {
        throw unknown();
    }

    @Override
    public Map<String, Object> appConfigsWithPrefix(String prefix) {
        throw unknown();
    }

    @Override
    public long currentSystemTimeMs() {
        throw unknown();
    }

    @Override
    public long currentStreamTimeMs() {
        throw unknown();
    }

    private static UnsupportedOperationException unknown() {
        return new UnsupportedOperationException(
                "An exception handler is told the task and the record that failed, nothing else of the processor");
    }
}
