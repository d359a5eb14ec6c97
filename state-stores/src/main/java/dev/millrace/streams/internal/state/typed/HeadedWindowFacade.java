package dev.millrace.streams.internal.state.typed;

import dev.millrace.streams.internal.spi.HeadedStore;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.state.TimestampedWindowStoreWithHeaders;
import dev.millrace.streams.state.ValueAndTimestamp;
import dev.millrace.streams.state.ValueTimestampHeaders;

/**
 * A window store whose values carry their time and headers; queries show the time. Threads: as in {@link TimedFacade}.
 *
 * @param <K> type of keys
 * @param <V> type of values without time and headers
 */
public final class HeadedWindowFacade<K, V> extends WindowFacade<K, V, ValueTimestampHeaders<V>>
        implements TimestampedWindowStoreWithHeaders<K, V>, HeadedStore {
    /** A store that is not open yet. */
    public HeadedWindowFacade(TimedSpec<K, ValueTimestampHeaders<V>> spec) {
        super(spec, ValueTimestampHeaders::value);
    }

    @Override
    Object shownToQueries(ValueTimestampHeaders<V> value) {
        return ValueAndTimestamp.makeAllowNullable(value.value(), value.timestamp());
    }

    @Override
    public StateStore withoutHeaders() {
        return new WindowsWithoutHeaders<>(this);
    }
}
