package dev.millrace.streams.processor.api;

import java.io.File;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.common.serialization.Serde;

import dev.millrace.streams.StreamsMetrics;
import dev.millrace.streams.processor.Cancellable;
import dev.millrace.streams.processor.PunctuationType;
import dev.millrace.streams.processor.Punctuator;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.processor.TaskId;

/** What a processor may ask of the task it runs in. <i>Confined to the thread that owns the task.</i> */
public interface ProcessingContext {
    /** The application's {@code application.id}. */
    String applicationId();

    /** The task this processor belongs to. */
    TaskId taskId();

    /** Where the current record was read from; empty while a punctuation runs or no record is being processed. */
    Optional<RecordMetadata> recordMetadata();

    /** Default serde for keys, from the configuration. */
    Serde<?> keySerde();

    /** Default serde for values, from the configuration. */
    Serde<?> valueSerde();

    /** Directory of this task's local state. */
    File stateDir();

    /**
     * The store called {@code name}.
     *
     * @return the store, or null if the topology has none of that name
     * @throws dev.millrace.streams.errors.StreamsException if the store is not connected to this processor
     */
    <S extends StateStore> S getStateStore(String name);

    /**
     * Calls {@code callback} regularly.
     *
     * @param interval time between calls, of the kind {@code type} names; at least one millisecond
     * @return a handle that ends the calls
     */
    Cancellable schedule(Duration interval, PunctuationType type, Punctuator callback);

    /** The same, aligned so that calls fall on {@code startTime} plus multiples of {@code interval}. */
    Cancellable schedule(Instant startTime, Duration interval, PunctuationType type, Punctuator callback);

    /** Asks for a commit soon; the runtime does it after the current record. */
    void commit();

    /** All configurations given to the application, with parsed values where they are known. */
    Map<String, Object> appConfigs();

    /** Configurations whose key begins with {@code prefix}, under the rest of the key. */
    Map<String, Object> appConfigsWithPrefix(String prefix);

    /** Wall-clock time, milliseconds since the epoch; fixed while one record is processed. */
    long currentSystemTimeMs();

    /** Largest time stamp this task has seen, in milliseconds since the epoch; -1 before the first record. */
    long currentStreamTimeMs();

    /** The sensors of the instance, to which the application may add its own. */
    StreamsMetrics metrics();
}
