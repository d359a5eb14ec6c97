package dev.millrace.streams.internal.dsl.change;

import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.state.ValueAndTimestamp;

/**
 * Looks up the rows of a table within a task, whether the table is stored itself or made of one that is. <i>Confined to
 * the owner of the task.</i>
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
@FunctionalInterface
public interface TableView<K, V> {
    /** The row of {@code key} with its time; null if there is none. */
    @Nullable
    ValueAndTimestamp<V> get(K key);

    /**
     * The row that {@code key} had at a time; a table without versions knows the latest only and gives that.
     *
     * @param asOfTimestamp milliseconds since the epoch
     */
    default @Nullable ValueAndTimestamp<V> get(K key, long asOfTimestamp) {
        return get(key);
    }

    /** Whether former rows are known. */
    default boolean versioned() {
        return false;
    }

    /** To be called when the processor that looks up closes. */
    default void close() {}

    /** The rows of {@code above} that {@code mapping} makes something of, at any time. */
    static <K, V, VOut> TableView<K, VOut> mapped(
            TableView<K, V> above, BiFunction<K, ValueAndTimestamp<V>, @Nullable ValueAndTimestamp<VOut>> mapping) {
        return new MappedTable<>(above, mapping);
    }
}
