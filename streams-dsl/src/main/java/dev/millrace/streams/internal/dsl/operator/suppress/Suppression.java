package dev.millrace.streams.internal.dsl.operator.suppress;

import java.util.Map;
import java.util.Set;

import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.dsl.change.Change;
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

    @Override
    public Set<StoreBuilder<?>> stores() {
        return Set.of(new HeldBackBuilder<>(storeName, keySerde, valueSerde, changelog));
    }
}
