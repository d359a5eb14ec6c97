package dev.millrace.streams.internal.state.versioned;

import java.util.function.Function;

import org.apache.kafka.common.utils.Bytes;

import dev.millrace.streams.internal.state.buffer.KeyForm;
import dev.millrace.streams.internal.state.buffer.ValueForm;
import dev.millrace.streams.internal.state.query.ReadResult;
import dev.millrace.streams.query.MultiVersionedKeyQuery;
import dev.millrace.streams.query.PositionBound;
import dev.millrace.streams.query.Query;
import dev.millrace.streams.query.QueryConfig;
import dev.millrace.streams.query.QueryResult;
import dev.millrace.streams.query.VersionedKeyQuery;
import dev.millrace.streams.state.VersionedBytesStore;
import dev.millrace.streams.state.VersionedRecord;
import dev.millrace.streams.state.VersionedRecordIterator;

/**
 * Queries to a user's versioned store: the known kinds are put in terms of bytes, any other is the store's own affair.
 * <i>Thread-safe</i> as the store is.
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
record SuppliedVersionAnswers<K, V>(KeyForm<K> keys, ValueForm<V> values, VersionedBytesStore store) {
    @SuppressWarnings("unchecked")
    <R> QueryResult<R> ask(Query<R> query, PositionBound bound, QueryConfig config) {
        return (QueryResult<R>) askInBytes(query, bound, config);
    }

    @SuppressWarnings("unchecked")
    private QueryResult<?> askInBytes(Query<?> query, PositionBound bound, QueryConfig config) {
        if (query instanceof VersionedKeyQuery<?, ?> one) {
            VersionedKeyQuery<Bytes, byte[]> latest = VersionedKeyQuery.withKey(inBytes((K) one.key()));
            VersionedKeyQuery<Bytes, byte[]> asked =
                    one.asOfTimestamp().map(latest::asOf).orElse(latest);
            return ReadResult.of(store.query(asked, bound, config), this::read);
        }
        if (query instanceof MultiVersionedKeyQuery<?, ?> all) {
            MultiVersionedKeyQuery<Bytes, byte[]> asked = MultiVersionedKeyQuery.<Bytes, byte[]>withKey(
                            inBytes((K) all.key()))
                    .fromTime(all.fromTime().orElse(null))
                    .toTime(all.toTime().orElse(null));
            MultiVersionedKeyQuery<Bytes, byte[]> ordered =
                    switch (all.resultOrder()) {
                        case ANY -> asked;
                        case ASCENDING -> asked.withAscendingTimestamps();
                        case DESCENDING -> asked.withDescendingTimestamps();
                    };
            return ReadResult.of(store.query(ordered, bound, config), rows -> new ReadVersions<>(rows, this::read));
        }
        return store.query(query, bound, config);
    }

    private Bytes inBytes(K key) {
        return Bytes.wrap(keys.bytes(keys.held(key)));
    }

    private VersionedRecord<V> read(VersionedRecord<byte[]> version) {
        V value = values.value(values.read(version.value()));
        return version.validTo().isPresent()
                ? new VersionedRecord<>(
                        value, version.timestamp(), version.validTo().get())
                : new VersionedRecord<>(value, version.timestamp());
    }

    private record ReadVersions<V>(
            VersionedRecordIterator<byte[]> rows, Function<VersionedRecord<byte[]>, VersionedRecord<V>> reading)
            implements VersionedRecordIterator<V> {
        @Override
        public boolean hasNext() {
            return rows.hasNext();
        }

        @Override
        public VersionedRecord<V> next() {
            return reading.apply(rows.next());
        }

        @Override
        public void close() {
            rows.close();
        }
    }
}
