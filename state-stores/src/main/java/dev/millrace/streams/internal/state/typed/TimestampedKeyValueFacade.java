package dev.millrace.streams.internal.state.typed;

import dev.millrace.streams.internal.state.query.StoreQueries;
import dev.millrace.streams.state.TimestampedKeyValueStore;
import dev.millrace.streams.state.ValueAndTimestamp;

/**
 * A key-value store whose values carry their time. Threads: as in {@link KeyValueFacade}.
 *
 * @param <K> type of keys
 * @param <V> type of values without time
 */
public final class TimestampedKeyValueFacade<K, V> extends KeyValueFacade<K, V, ValueAndTimestamp<V>>
        implements TimestampedKeyValueStore<K, V> {
    /** A store that is not open yet. */
    public TimestampedKeyValueFacade(FacadeSpec<K, ValueAndTimestamp<V>> spec) {
        super(spec, ValueAndTimestamp::value);
    }

    @Override
    void addAnswers(KeyValueAnswers<K, V, ValueAndTimestamp<V>> answers, StoreQueries queries) {
        answers.addPlain(queries);
        answers.addTimestamped(queries, value -> value);
    }
}
