package dev.millrace.streams.internal.dsl.operator.table;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.dsl.change.Change;
import dev.millrace.streams.internal.dsl.change.ChangeForwarder;
import dev.millrace.streams.internal.dsl.change.DroppedRecords;
import dev.millrace.streams.internal.dsl.change.StoredTable;
import dev.millrace.streams.processor.api.Processor;
import dev.millrace.streams.processor.api.ProcessorContext;
import dev.millrace.streams.processor.api.Record;

/**
 * Takes records for updates of a table. The order of arrival decides, not the time: an older record that comes late
 * replaces a newer one, unless the store keeps versions. <i>Confined to the owner of the task.</i>
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
public final class TableSource<K, V> implements Processor<K, V, K, Change<V>> {
    private final @Nullable String storeName;
    private final boolean oldValues;
    private @Nullable StoredTable<K, V> table;
    private @Nullable ChangeForwarder<K, V> forwarder;
    private ProcessorContext<K, Change<V>> context;
    private DroppedRecords dropped;

    /**
     * A table kept in {@code storeName}.
     *
     * @param storeName null if nothing below needs the table to be stored
     * @param oldValues whether changes say what the value was before
     */
    public TableSource(@Nullable String storeName, boolean oldValues) {
        this.storeName = storeName;
        this.oldValues = oldValues;
    }

    @Override
    public void init(ProcessorContext<K, Change<V>> context) {
        this.context = context;
        dropped = new DroppedRecords(context);
        if (storeName != null) {
            table = StoredTable.of(context, storeName);
            forwarder = table.forwarder(context, oldValues);
        }
    }

    @Override
    public void process(Record<K, V> record) {
        K key = record.key();
        V value = record.value();
        if (key == null) {
            dropped.add("it has no key to update a table by");
            return;
        }
        if (table == null) {
            context.forward(record.withValue(new Change<>(value, null)));
            return;
        }
        V before = oldValues ? table.value(key) : null;
        long validTo = table.put(key, value, record.timestamp());
        forwarder.changed(record, value, before, record.timestamp(), validTo);
    }
}
