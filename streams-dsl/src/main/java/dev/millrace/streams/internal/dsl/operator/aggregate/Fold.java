package dev.millrace.streams.internal.dsl.operator.aggregate;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.kstream.Aggregator;
import dev.millrace.streams.kstream.Initializer;
import dev.millrace.streams.kstream.Reducer;

/**
 * How records become one, and where that is kept. <i>Immutable.</i>
 *
 * @param storeName name of the store of aggregates
 * @param initializer makes what is before the first record
 * @param aggregator adds a record
 * @param oldValues whether changes say what the aggregate was before
 * @param <K> type of keys
 * @param <V> type of values
 * @param <A> type of aggregates
 */
public record Fold<K, V, A>(
        String storeName,
        Initializer<A> initializer,
        Aggregator<? super K, ? super V, A> aggregator,
        boolean oldValues) {
    static final String NO_KEY = "it has no key to aggregate by";
    static final String NOTHING = "it has no key or no value to aggregate";
    static final String TOO_LATE = "it is too late for a window, which is closed";

    /** An aggregator that begins with the first value as it is. */
    public static <K, V> Aggregator<K, V, V> reducing(Reducer<V> reducer) {
        return (key, value, before) -> before == null ? value : reducer.apply(before, value);
    }

    @Nullable
    A initial() {
        return initializer.apply();
    }

    @Nullable
    A add(K key, @Nullable V value, @Nullable A before) {
        return aggregator.apply(key, value, before);
    }
}
