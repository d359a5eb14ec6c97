package dev.millrace.streams.internal.state.versioned;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.state.query.StoreQueries;
import dev.millrace.streams.query.MultiVersionedKeyQuery;
import dev.millrace.streams.query.ResultOrder;
import dev.millrace.streams.query.VersionedKeyQuery;
import dev.millrace.streams.state.VersionedRecord;
import dev.millrace.streams.state.VersionedRecordIterator;

/**
 * What a versioned store answers to the queries it knows. <i>Thread-safe</i> as the reads of the versions are.
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
record VersionedAnswers<K, V>(Versions<K, V> versions) {
    void addTo(StoreQueries queries) {
        queries.<VersionedKeyQuery<K, V>, VersionedRecord<V>>add(VersionedKeyQuery.class, this::one);
        queries.<MultiVersionedKeyQuery<K, V>, VersionedRecordIterator<V>>add(MultiVersionedKeyQuery.class, this::all);
    }

    private @Nullable VersionedRecord<V> one(VersionedKeyQuery<K, V> query) {
        return query.asOfTimestamp().isPresent()
                ? versions.get(query.key(), query.asOfTimestamp().get().toEpochMilli())
                : versions.get(query.key());
    }

    private VersionedRecordIterator<V> all(MultiVersionedKeyQuery<K, V> query) {
        long from = query.fromTime().map(Instant::toEpochMilli).orElse(Long.MIN_VALUE);
        long to = query.toTime().map(Instant::toEpochMilli).orElse(Long.MAX_VALUE);
        if (from > to) {
            throw new IllegalArgumentException("The period of " + query + " ends before it begins");
        }
        return versions.get(query.key(), from, to, query.resultOrder() == ResultOrder.ASCENDING);
    }
}
