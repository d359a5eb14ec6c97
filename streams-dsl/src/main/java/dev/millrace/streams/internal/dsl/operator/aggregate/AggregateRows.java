package dev.millrace.streams.internal.dsl.operator.aggregate;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.errors.StreamsException;
import dev.millrace.streams.internal.dsl.change.Change;
import dev.millrace.streams.internal.dsl.change.ChangeForwarder;
import dev.millrace.streams.internal.dsl.change.OperatorStore;
import dev.millrace.streams.kstream.Aggregator;
import dev.millrace.streams.processor.api.Processor;
import dev.millrace.streams.processor.api.ProcessorContext;
import dev.millrace.streams.processor.api.Record;
import dev.millrace.streams.state.TimestampedKeyValueStore;
import dev.millrace.streams.state.ValueAndTimestamp;

/**
 * Keeps an aggregate of the rows of each group: takes off what a row was, then adds what it is. The aggregate's time is
 * the latest of the changes. <i>Confined to the owner of the task.</i>
 *
 * @param <K> type of the groups' keys
 * @param <V> type of values
 * @param <A> type of aggregates
 */
public final class AggregateRows<K, V, A> implements Processor<K, Change<V>, K, Change<A>> {
    private final Fold<K, V, A> fold;
    private final Aggregator<? super K, ? super V, A> subtractor;
    private TimestampedKeyValueStore<K, A> store;
    private ChangeForwarder<K, A> forwarder;

    /**
     * Keeps its aggregates in the store of {@code fold}, which says how to add.
     *
     * @param subtractor takes a value off
     */
    public AggregateRows(Fold<K, V, A> fold, Aggregator<? super K, ? super V, A> subtractor) {
        this.fold = fold;
        this.subtractor = subtractor;
    }

    @Override
    public void init(ProcessorContext<K, Change<A>> context) {
        store = OperatorStore.of(context, fold.storeName());
        forwarder = new ChangeForwarder<>(store, context, fold.oldValues());
    }

    @Override
    public void process(Record<K, Change<V>> record) {
        K key = record.key();
        if (key == null) {
            throw new StreamsException("A change has no key to aggregate by into " + fold.storeName());
        }
        ValueAndTimestamp<A> former = store.get(key);
        A before = ValueAndTimestamp.getValueOrNull(former);
        Change<V> change = record.value();
        A rest =
                change.oldValue() != null && before != null ? subtractor.apply(key, change.oldValue(), before) : before;
        A after = change.newValue() == null ? rest : added(key, change.newValue(), rest);
        long timestamp = former == null ? record.timestamp() : Math.max(record.timestamp(), former.timestamp());
        store.put(key, ValueAndTimestamp.make(after, timestamp));
        forwarder.changed(record, after, before, timestamp);
    }

    private @Nullable A added(K key, V value, @Nullable A rest) {
        return fold.add(key, value, rest == null ? fold.initial() : rest);
    }
}
