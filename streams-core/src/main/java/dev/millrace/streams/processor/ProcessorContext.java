package dev.millrace.streams.processor;

import java.io.File;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.StreamsMetrics;

/**
 * What transformers of values may ask of the task they run in; processors have the contexts of {@code processor.api}.
 * Its {@code forward} methods are there for the sake of the signature: what a transformer makes, it returns.
 * <i>Confined to the thread that owns the task.</i>
 */
public interface ProcessorContext {
    /** The application's {@code application.id}. */
    String applicationId();

    /** The task. */
    TaskId taskId();

    /** Serde for keys from the configuration. */
    Serde<?> keySerde();

    /** Serde for values from the configuration. */
    Serde<?> valueSerde();

    /** Directory of the local state of the task. */
    File stateDir();

    /**
     * Registers a store and how it is restored.
     *
     * @throws UnsupportedOperationException always: stores are registered by their own context
     */
    void register(StateStore store, StateRestoreCallback stateRestoreCallback);

    /** The store of that name, which the transformer must have been connected to. */
    <S extends StateStore> S getStateStore(String name);

    /** Calls {@code callback} each {@code interval} of the kind of time that {@code type} says. */
    Cancellable schedule(Duration interval, PunctuationType type, Punctuator callback);

    /** Calls {@code callback} at {@code startTime} and each {@code interval} after it. */
    Cancellable schedule(Instant startTime, Duration interval, PunctuationType type, Punctuator callback);

    /**
     * Not for transformers.
     *
     * @throws dev.millrace.streams.errors.StreamsException always
     */
    <K, V> void forward(@Nullable K key, @Nullable V value);

    /**
     * {@link #forward(Object, Object)} to children of choice.
     *
     * @throws dev.millrace.streams.errors.StreamsException always
     */
    <K, V> void forward(@Nullable K key, @Nullable V value, To to);

    /** Asks that the task commits soon. */
    void commit();

    /** Topic of the current input record; null without one, as when a row is looked up. */
    @Nullable
    String topic();

    /** Partition of the current input record; -1 without one. */
    int partition();

    /** Offset of the current input record; -1 without one. */
    long offset();

    /** Headers of the current record; none without one. */
    Headers headers();

    /** Time of the current record, milliseconds since the epoch. */
    long timestamp();

    /** All that was configured, parsed where it is known. */
    Map<String, Object> appConfigs();

    /** What was configured under keys with that prefix, which is cut off. */
    Map<String, Object> appConfigsWithPrefix(String prefix);

    /** Time of the wall clock, milliseconds since the epoch. */
    long currentSystemTimeMs();

    /** Largest time of any record that the task has seen, milliseconds since the epoch; -1 before the first. */
    long currentStreamTimeMs();

    /** The sensors of the instance. */
    StreamsMetrics metrics();
}
