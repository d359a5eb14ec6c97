package dev.millrace.streams.internal.state.typed;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;

import dev.millrace.streams.internal.spi.ChangelogWriter;
import dev.millrace.streams.internal.spi.StoreRuntime;

/**
 * One side of a join of streams: values without time stamp, logged with the headers of the record that brought them, as
 * Kafka Streams 4.3 does. Nobody asks the store for them. Threads: as in {@link TimedFacade}.
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
public final class JoinWindowFacade<K, V> extends WindowFacade<K, V, V> {
    /** A store that is not open yet. */
    public JoinWindowFacade(TimedSpec<K, V> spec) {
        super(spec, value -> value);
    }

    @Override
    ChangelogWriter changelog(StoreRuntime runtime) {
        ChangelogWriter writer = super.changelog(runtime);
        return (key, value, timestamp, none) -> {
            Header[] headers = runtime.currentRecord().headers().toArray();
            writer.log(key, value, timestamp, headers.length == 0 ? null : new RecordHeaders(headers));
        };
    }
}
