package dev.millrace.streams.internal.state.typed;

import dev.millrace.streams.state.TimestampedWindowStore;
import dev.millrace.streams.state.ValueAndTimestamp;

/**
 * A window store whose values carry their time. Threads: as in {@link TimedFacade}.
 *
 * @param <K> type of keys
 * @param <V> type of values without time
 */
public final class TimestampedWindowFacade<K, V> extends WindowFacade<K, V, ValueAndTimestamp<V>>
        implements TimestampedWindowStore<K, V> {
    /** A store that is not open yet. */
    public TimestampedWindowFacade(TimedSpec<K, ValueAndTimestamp<V>> spec) {
        super(spec, ValueAndTimestamp::value);
    }

    /** Over bytes that keep no time, queries show none, as in Kafka Streams. */
    @Override
    Object shownToQueries(ValueAndTimestamp<V> value) {
        V alone = value.value();
        return alone == null || opened().values().keepsTime() ? value : alone;
    }
}
