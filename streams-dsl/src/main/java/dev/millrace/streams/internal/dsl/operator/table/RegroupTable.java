package dev.millrace.streams.internal.dsl.operator.table;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.errors.StreamsException;
import dev.millrace.streams.internal.dsl.change.Change;
import dev.millrace.streams.kstream.KeyValueMapper;
import dev.millrace.streams.processor.api.ContextualProcessor;
import dev.millrace.streams.processor.api.Record;

/**
 * Sends each change of a row to the groups that the row was in and is in now, which may be one. A row that the mapper
 * gives no key or no value for is in no group. <i>Confined to the owner of the task.</i>
 *
 * @param <K> type of keys
 * @param <V> type of values
 * @param <KOut> type of the groups' keys
 * @param <VOut> type of the groups' values
 */
public final class RegroupTable<K, V, KOut, VOut> extends ContextualProcessor<K, Change<V>, KOut, Change<VOut>> {
    private final KeyValueMapper<? super K, ? super V, ? extends KeyValue<? extends KOut, ? extends VOut>> mapper;

    private final boolean versioned;

    /**
     * Groups by {@code mapper}.
     *
     * @param versioned whether the table has versions: then news of the past of a row is in no group (KIP-914)
     */
    public RegroupTable(
            KeyValueMapper<? super K, ? super V, ? extends KeyValue<? extends KOut, ? extends VOut>> mapper,
            boolean versioned) {
        this.mapper = mapper;
        this.versioned = versioned;
    }

    @Override
    public void process(Record<K, Change<V>> record) {
        if (record.key() == null) {
            throw new StreamsException("A row of a table has no key, so it cannot be grouped");
        }
        if (versioned && !record.value().latest()) {
            return;
        }
        KeyValue<? extends KOut, ? extends VOut> after =
                grouped(record.key(), record.value().newValue());
        KeyValue<? extends KOut, ? extends VOut> before =
                grouped(record.key(), record.value().oldValue());
        if (after != null && before != null && Objects.equals(after.key, before.key)) {
            forward(record, after.key, after.value, before.value);
            return;
        }
        if (before != null) {
            forward(record, before.key, null, before.value);
        }
        if (after != null) {
            forward(record, after.key, after.value, null);
        }
    }

    private @Nullable KeyValue<? extends KOut, ? extends VOut> grouped(K key, @Nullable V value) {
        KeyValue<? extends KOut, ? extends VOut> row = value == null ? null : mapper.apply(key, value);
        return row == null || row.key == null || row.value == null ? null : row;
    }

    private void forward(Record<K, Change<V>> record, KOut key, @Nullable VOut newValue, @Nullable VOut oldValue) {
        context().forward(record.withKey(key).withValue(new Change<>(newValue, oldValue)));
    }
}
