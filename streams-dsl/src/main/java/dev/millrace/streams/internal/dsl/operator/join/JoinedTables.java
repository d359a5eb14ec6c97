package dev.millrace.streams.internal.dsl.operator.join;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.dsl.change.Change;
import dev.millrace.streams.internal.dsl.change.ChangeForwarder;
import dev.millrace.streams.internal.dsl.change.StoredTable;
import dev.millrace.streams.internal.dsl.change.TableReading;
import dev.millrace.streams.internal.dsl.change.TableView;
import dev.millrace.streams.kstream.ValueJoiner;
import dev.millrace.streams.processor.api.Processor;
import dev.millrace.streams.processor.api.ProcessorContext;
import dev.millrace.streams.processor.api.Record;
import dev.millrace.streams.state.ValueAndTimestamp;

/**
 * The table that two sides of a join make together, and its store if it has one. <i>Confined to the owner of the
 * task.</i>
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
public final class JoinedTables<K, V> implements Processor<K, Change<V>, K, Change<V>> {
    private final @Nullable String storeName;
    private final boolean oldValues;
    private @Nullable StoredTable<K, V> table;
    private @Nullable ChangeForwarder<K, V> forwarder;
    private ProcessorContext<K, Change<V>> context;

    /**
     * Kept in {@code storeName}.
     *
     * @param storeName null if nowhere
     * @param oldValues whether changes say what was joined before
     */
    public JoinedTables(@Nullable String storeName, boolean oldValues) {
        this.storeName = storeName;
        this.oldValues = oldValues;
    }

    /** Looks up both sides and joins their rows. */
    public static <K, V, VOther, VOut> TableReading<K, VOut> reading(
            TableReading<K, V> left,
            TableReading<K, VOther> right,
            ValueJoiner<? super V, ? super VOther, ? extends VOut> joiner,
            JoinKind kind) {
        List<String> stores = Stream.concat(left.stores().stream(), right.stores().stream())
                .distinct()
                .toList();
        return new TableReading<>(
                stores, context -> new JoinedView<>(left.open(context), right.open(context), joiner, kind));
    }

    private record JoinedView<K, V, VOther, VOut>(
            TableView<K, V> left,
            TableView<K, VOther> right,
            ValueJoiner<? super V, ? super VOther, ? extends VOut> joiner,
            JoinKind kind)
            implements TableView<K, VOut> {
        @Override
        public @Nullable ValueAndTimestamp<VOut> get(K key) {
            ValueAndTimestamp<V> own = left.get(key);
            if (own == null && !kind.rightAlone()) {
                return null;
            }
            ValueAndTimestamp<VOther> other = right.get(key);
            if (other == null && (own == null || !kind.leftAlone())) {
                return null;
            }
            VOut value = joiner.apply(ValueAndTimestamp.getValueOrNull(own), ValueAndTimestamp.getValueOrNull(other));
            return ValueAndTimestamp.make(value, Math.max(time(own), time(other)));
        }

        private static long time(@Nullable ValueAndTimestamp<?> row) {
            return row == null ? -1 : row.timestamp();
        }

        @Override
        public void close() {
            left.close();
            right.close();
        }
    }

    @Override
    public void init(ProcessorContext<K, Change<V>> context) {
        this.context = context;
        if (storeName != null) {
            table = StoredTable.of(context, storeName);
            forwarder = table.forwarder(context, oldValues);
        }
    }

    @Override
    public void process(Record<K, Change<V>> record) {
        Change<V> change = record.value();
        if (table == null) {
            context.forward(
                    oldValues ? record : record.withValue(new Change<>(change.newValue(), null, change.latest())));
            return;
        }
        long validTo = table.put(record.key(), change.newValue(), record.timestamp());
        forwarder.changed(record, change.newValue(), change.oldValue(), record.timestamp(), validTo);
    }
}
