package dev.millrace.streams.internal.dsl.operator.table;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.dsl.change.Change;
import dev.millrace.streams.internal.dsl.change.ChangeForwarder;
import dev.millrace.streams.internal.dsl.change.StoredTable;
import dev.millrace.streams.internal.dsl.change.TableReading;
import dev.millrace.streams.internal.dsl.change.TableView;
import dev.millrace.streams.kstream.Predicate;
import dev.millrace.streams.processor.api.Processor;
import dev.millrace.streams.processor.api.ProcessorContext;
import dev.millrace.streams.processor.api.Record;

/**
 * The rows of a table for which a condition holds, or does not. A row that stops to hold becomes a removal. With old
 * values known, a row that was out before and stays out is passed over; without, it is removed once more. <i>Confined
 * to the owner of the task.</i>
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
public final class FilterTable<K, V> implements Processor<K, Change<V>, K, Change<V>> {
    private final Predicate<? super K, ? super V> predicate;
    private final boolean wanted;
    private final @Nullable String storeName;
    private final boolean oldValues;
    private final boolean versioned;
    private @Nullable StoredTable<K, V> table;
    private @Nullable ChangeForwarder<K, V> forwarder;
    private ProcessorContext<K, Change<V>> context;

    /**
     * What is asked of the operator.
     *
     * @param oldValues whether changes come and go with the value before
     * @param versioned whether the table above has versions: then its past may change, and nothing is passed over
     */
    public record Asked(boolean oldValues, boolean versioned) {}

    /**
     * The rows for which {@code predicate} says {@code wanted}.
     *
     * @param storeName where the rows are kept; null if nowhere
     */
    public FilterTable(
            Predicate<? super K, ? super V> predicate, boolean wanted, @Nullable String storeName, Asked asked) {
        this.predicate = predicate;
        this.wanted = wanted;
        this.storeName = storeName;
        oldValues = asked.oldValues();
        versioned = asked.versioned();
    }

    /** Looks up rows of {@code above} for which {@code predicate} says {@code wanted}. */
    public static <K, V> TableReading<K, V> reading(
            TableReading<K, V> above, Predicate<? super K, ? super V> predicate, boolean wanted) {
        return above.through(context -> {
            TableView<K, V> rows = above.open(context);
            return TableView.mapped(rows, (key, row) -> predicate.test(key, row.value()) == wanted ? row : null);
        });
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
        K key = record.key();
        V after = kept(key, record.value().newValue());
        V before = oldValues ? before(key, record.value()) : null;
        if (oldValues && !versioned && after == null && before == null) {
            return;
        }
        if (table == null) {
            context.forward(
                    record.withValue(new Change<>(after, before, record.value().latest())));
            return;
        }
        long validTo = table.put(key, after, record.timestamp());
        forwarder.changed(record, after, before, record.timestamp(), validTo);
    }

    private @Nullable V before(K key, Change<V> change) {
        return table == null ? kept(key, change.oldValue()) : table.value(key);
    }

    private @Nullable V kept(K key, @Nullable V value) {
        return value != null && predicate.test(key, value) == wanted ? value : null;
    }
}
