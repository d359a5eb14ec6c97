package dev.millrace.streams.internal.state.typed;

import dev.millrace.streams.internal.spi.HeadedStore;
import dev.millrace.streams.internal.state.query.StoreQueries;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.state.TimestampedKeyValueStoreWithHeaders;
import dev.millrace.streams.state.ValueAndTimestamp;
import dev.millrace.streams.state.ValueTimestampHeaders;

/**
 * A key-value store whose values carry their time and headers. Threads: as in {@link KeyValueFacade}.
 *
 * @param <K> type of keys
 * @param <V> type of values without time and headers
 */
public final class HeadedKeyValueFacade<K, V> extends KeyValueFacade<K, V, ValueTimestampHeaders<V>>
        implements TimestampedKeyValueStoreWithHeaders<K, V>, HeadedStore {
    /** A store that is not open yet. */
    public HeadedKeyValueFacade(FacadeSpec<K, ValueTimestampHeaders<V>> spec) {
        super(spec, ValueTimestampHeaders::value);
    }

    @Override
    void addAnswers(KeyValueAnswers<K, V, ValueTimestampHeaders<V>> answers, StoreQueries queries) {
        answers.addPlain(queries);
        answers.addTimestamped(queries, value -> ValueAndTimestamp.makeAllowNullable(value.value(), value.timestamp()));
    }

    @Override
    public StateStore withoutHeaders() {
        return new RowsWithoutHeaders<>(this);
    }
}
