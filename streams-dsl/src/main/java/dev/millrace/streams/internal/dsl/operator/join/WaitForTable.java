package dev.millrace.streams.internal.dsl.operator.join;

import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.processor.api.Processor;
import dev.millrace.streams.processor.api.ProcessorContext;
import dev.millrace.streams.processor.api.Record;

/**
 * Joins records with the rows of a table with versions once the stream is so much further in time that rows of their
 * time should have arrived (KIP-923). What comes too late to wait is joined at once, and so is a record without key,
 * which has no row to wait for. <i>Confined to the owner of the task.</i>
 *
 * @param <K> type of keys
 * @param <V> type of values
 * @param <VOut> type of values made
 */
public final class WaitForTable<K, V, VOut> implements Processor<K, V, K, VOut> {
    private final Processor<K, V, K, VOut> join;
    private final Formats<K, V> formats;
    private final long graceMs;
    private GraceRoom<K, V> room;
    private long observedMs = -1;

    /**
     * Where they wait, and in which formats.
     *
     * @param storeName name of the store
     * @param keySerde null for the configured default
     * @param valueSerde null for the configured default
     */
    public record Formats<K, V>(String storeName, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {}

    /**
     * Joins by {@code join}.
     *
     * @param graceMs how long a record waits, in milliseconds of the stream's time
     */
    public WaitForTable(Processor<K, V, K, VOut> join, Formats<K, V> formats, long graceMs) {
        this.join = join;
        this.formats = formats;
        this.graceMs = graceMs;
    }

    @Override
    public void init(ProcessorContext<K, VOut> context) {
        join.init(context);
        room = new GraceRoom<>(context, formats);
    }

    @Override
    public void process(Record<K, V> record) {
        if (record.key() == null || record.value() == null || record.timestamp() < observedMs - graceMs) {
            join.process(record);
            return;
        }
        observedMs = Math.max(observedMs, record.timestamp());
        room.enter(record);
        room.letGo(observedMs - graceMs, join::process);
    }

    @Override
    public void close() {
        join.close();
    }
}
