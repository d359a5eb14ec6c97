package dev.millrace.streams.internal.dsl.operator.suppress;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.dsl.change.Change;
import dev.millrace.streams.internal.dsl.change.OperatorStore;
import dev.millrace.streams.internal.dsl.change.TableReading;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.processor.api.Processor;
import dev.millrace.streams.processor.api.ProcessorSupplier;
import dev.millrace.streams.state.StoreBuilder;

/**
 * What one suppression does, and its processors. <i>Immutable.</i>
 *
 * @param stepName name of the step
 * @param storeName name of the buffer
 * @param waitMs how long a key is held back
 * @param untilClose whether time is counted from the end of a key's window, and removals are passed over
 * @param maxRecords most keys held
 * @param maxBytes most bytes held
 * @param eager whether the oldest go on when it is full; if not, the task fails
 * @param changelog configuration of the changelog topic; null for no changelog
 */
public record Suppression<K, V>(
        String stepName,
        String storeName,
        long waitMs,
        boolean untilClose,
        long maxRecords,
        long maxBytes,
        boolean eager,
        @Nullable Map<String, String> changelog,
        @Nullable Serde<K> keySerde,
        @Nullable Serde<V> valueSerde)
        implements ProcessorSupplier<K, Change<V>, K, Change<V>> {
    @Override
    public Processor<K, Change<V>, K, Change<V>> get() {
        return new SuppressTable<>(this);
    }

    /** Looks up the rows as they went on from here; {@code above} has those of which nothing is held back. */
    @SuppressWarnings("unchecked")
    public TableReading<K, V> reading(TableReading<K, V> above) {
        List<String> stores = new ArrayList<>(List.of(storeName));
        stores.addAll(above.stores());
        return new TableReading<>(
                stores,
                context -> new SuppressedRows<>(
                        above.open(context), (HeldBackChanges<K, V>) OperatorStore.<StateStore>of(context, storeName)));
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
        return Set.of(new HeldBackBuilder<>(storeName, keySerde, valueSerde, changelog));
    }
}
