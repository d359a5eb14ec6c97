package dev.millrace.streams.internal.dsl.operator.join;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.dsl.change.Change;
import dev.millrace.streams.internal.dsl.change.DroppedRecords;
import dev.millrace.streams.internal.dsl.change.TableReading;
import dev.millrace.streams.internal.dsl.change.TableView;
import dev.millrace.streams.kstream.ValueJoiner;
import dev.millrace.streams.processor.api.Processor;
import dev.millrace.streams.processor.api.ProcessorContext;
import dev.millrace.streams.processor.api.Record;
import dev.millrace.streams.state.ValueAndTimestamp;

/**
 * Joins the changes of one table with the rows of another. There is one for each side; both send to a {@link
 * JoinedTables}. <i>Confined to the owner of the task.</i>
 *
 * @param <K> type of keys
 * @param <V> type of values on this side
 * @param <VOther> type of values on the other side
 * @param <VOut> type of values made
 */
public final class JoinTableSide<K, V, VOther, VOut> implements Processor<K, Change<V>, K, Change<VOut>> {
    private static final long UNKNOWN_TIME = -1;

    private final TableReading<K, VOther> others;
    private final ValueJoiner<? super V, ? super VOther, ? extends VOut> joiner;
    private final Needs needs;
    private final Asked asked;
    private TableView<K, VOther> other;
    private ProcessorContext<K, Change<VOut>> context;
    private DroppedRecords dropped;

    /**
     * What there must be for a result.
     *
     * @param own a row on this side
     * @param other a row on the other side
     */
    public record Needs(boolean own, boolean other) {}

    /**
     * What is asked of the operator.
     *
     * @param oldValues whether changes are to say what was joined before
     * @param versioned whether the table of this side has versions: news of its past does not matter (KIP-914)
     */
    public record Asked(boolean oldValues, boolean versioned) {}

    /** Joins with {@code others} by {@code joiner}, which gets the value of this side first. */
    public JoinTableSide(
            TableReading<K, VOther> others,
            ValueJoiner<? super V, ? super VOther, ? extends VOut> joiner,
            Needs needs,
            Asked asked) {
        this.others = others;
        this.joiner = joiner;
        this.needs = needs;
        this.asked = asked;
    }

    @Override
    public void init(ProcessorContext<K, Change<VOut>> context) {
        this.context = context;
        other = others.open(context);
        dropped = new DroppedRecords(context);
    }

    @Override
    public void process(Record<K, Change<V>> record) {
        Change<V> change = record.value();
        if (record.key() == null) {
            dropped.add("it has no key to join tables by");
            return;
        }
        if (asked.versioned() && !change.latest()) {
            dropped.add("it changes the past of a table with versions, which is not joined");
            return;
        }
        ValueAndTimestamp<VOther> row = other.get(record.key());
        VOther value = ValueAndTimestamp.getValueOrNull(row);
        if (value == null && (needs.other() || change.newValue() == null && change.oldValue() == null)) {
            return;
        }
        VOut after = joined(change.newValue(), value);
        VOut before = asked.oldValues() ? joined(change.oldValue(), value) : null;
        long timestamp = Math.max(record.timestamp(), value == null ? UNKNOWN_TIME : row.timestamp());
        context.forward(
                record.withValue(new Change<>(after, before, change.latest())).withTimestamp(timestamp));
    }

    private @Nullable VOut joined(@Nullable V own, @Nullable VOther value) {
        boolean enough = own != null || !needs.own() && value != null;
        return enough ? joiner.apply(own, value) : null;
    }

    @Override
    public void close() {
        other.close();
    }
}
