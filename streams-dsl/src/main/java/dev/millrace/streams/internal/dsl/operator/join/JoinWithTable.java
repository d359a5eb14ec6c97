package dev.millrace.streams.internal.dsl.operator.join;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.dsl.change.DroppedRecords;
import dev.millrace.streams.internal.dsl.change.TableReading;
import dev.millrace.streams.internal.dsl.change.TableView;
import dev.millrace.streams.kstream.KTable;
import dev.millrace.streams.kstream.KeyValueMapper;
import dev.millrace.streams.kstream.ValueJoinerWithKey;
import dev.millrace.streams.processor.api.Processor;
import dev.millrace.streams.processor.api.ProcessorContext;
import dev.millrace.streams.processor.api.Record;
import dev.millrace.streams.state.ValueAndTimestamp;

/**
 * Joins each record with a row of a table, by the record's key or another. A table with versions gives the row of the
 * record's time (KIP-923). <i>Confined to the owner of the task.</i>
 *
 * @param <K> type of keys
 * @param <V> type of values
 * @param <KTable> type of the table's keys
 * @param <VTable> type of the table's values
 * @param <VOut> type of values made
 */
public final class JoinWithTable<K, V, KTable, VTable, VOut> implements Processor<K, V, K, VOut> {
    private final Rows<K, V, KTable, VTable> rows;
    private final ValueJoinerWithKey<? super K, ? super V, ? super VTable, ? extends VOut> joiner;
    private final boolean alone;
    private TableView<KTable, VTable> table;
    private ProcessorContext<K, VOut> context;
    private DroppedRecords dropped;

    /**
     * Which row belongs to a record.
     *
     * @param table the table
     * @param keyOf key of the row; a row of key null does not exist
     */
    public record Rows<K, V, KTable, VTable>(
            TableReading<KTable, VTable> table, KeyValueMapper<? super K, ? super V, ? extends KTable> keyOf) {}

    /**
     * Joins by {@code joiner}.
     *
     * @param alone whether a record without row goes on
     */
    public JoinWithTable(
            Rows<K, V, KTable, VTable> rows,
            ValueJoinerWithKey<? super K, ? super V, ? super VTable, ? extends VOut> joiner,
            boolean alone) {
        this.rows = rows;
        this.joiner = joiner;
        this.alone = alone;
    }

    @Override
    public void init(ProcessorContext<K, VOut> context) {
        this.context = context;
        table = rows.table().open(context);
        dropped = new DroppedRecords(context);
    }

    @Override
    public void process(Record<K, V> record) {
        KTable key = rows.keyOf().apply(record.key(), record.value());
        if (record.value() == null || key == null && !alone) {
            dropped.add("it has no value or no key to join by");
            return;
        }
        join(record, key);
    }

    private void join(Record<K, V> record, @Nullable KTable key) {
        VTable row = key == null ? null : ValueAndTimestamp.getValueOrNull(row(record, key));
        if (row != null || alone) {
            context.forward(record.withValue(joiner.apply(record.key(), record.value(), row)));
        }
    }

    private @Nullable ValueAndTimestamp<VTable> row(Record<K, V> record, KTable key) {
        return table.versioned() ? table.get(key, record.timestamp()) : table.get(key);
    }

    @Override
    public void close() {
        table.close();
    }
}
