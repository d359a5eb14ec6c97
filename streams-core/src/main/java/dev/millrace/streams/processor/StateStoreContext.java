package dev.millrace.streams.processor;

import java.io.File;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.common.serialization.Serde;

import dev.millrace.streams.StreamsMetrics;
import dev.millrace.streams.processor.api.RecordMetadata;

/** What a store may ask of the task it belongs to. <i>Confined to the thread that owns the task.</i> */
public interface StateStoreContext {
    /** The application's {@code application.id}. */
    String applicationId();

    /** The task this store belongs to. */
    TaskId taskId();

    /** Where the current record was read from; empty if none is being processed. */
    Optional<RecordMetadata> recordMetadata();

    /** Default serde for keys, from the configuration. */
    Serde<?> keySerde();

    /** Default serde for values, from the configuration. */
    Serde<?> valueSerde();

    /** Directory of this task's local state. */
    File stateDir();

    /** Makes {@code store} known to its task; {@code stateRestoreCallback} takes entries from its changelog. */
    void register(StateStore store, StateRestoreCallback stateRestoreCallback);

    /** The same with something to be called at each commit. */
    void register(StateStore store, StateRestoreCallback stateRestoreCallback, CommitCallback commitCallback);

    /** All configurations given to the application. */
    Map<String, Object> appConfigs();

    /** The part of {@link #appConfigs()} whose keys begin with {@code prefix}, with the prefix cut off. */
    Map<String, Object> appConfigsWithPrefix(String prefix);

    /** Sensors of the instance, for those that a store has itself. */
    StreamsMetrics metrics();
}
