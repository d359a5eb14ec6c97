package dev.millrace.streams.internal.dsl.fluent;

import org.apache.kafka.common.utils.Bytes;

import dev.millrace.streams.internal.dsl.operator.aggregate.AggregateRecords;
import dev.millrace.streams.internal.dsl.option.TableOptions;
import dev.millrace.streams.kstream.Aggregator;
import dev.millrace.streams.kstream.CogroupedKStream;
import dev.millrace.streams.kstream.Initializer;
import dev.millrace.streams.kstream.KGroupedStream;
import dev.millrace.streams.kstream.KTable;
import dev.millrace.streams.kstream.Materialized;
import dev.millrace.streams.kstream.Named;
import dev.millrace.streams.kstream.SessionWindowedCogroupedKStream;
import dev.millrace.streams.kstream.SessionWindows;
import dev.millrace.streams.kstream.SlidingWindows;
import dev.millrace.streams.kstream.TimeWindowedCogroupedKStream;
import dev.millrace.streams.kstream.Window;
import dev.millrace.streams.kstream.Windows;
import dev.millrace.streams.state.KeyValueStore;

import static java.util.Objects.requireNonNull;

/**
 * Streams about to be added up together. <i>Confined to the thread that writes the program.</i>
 *
 * @param <K> type of the groups' keys
 * @param <A> type of aggregates
 */
final class FluentCogroup<K, A> implements CogroupedKStream<K, A> {
    private final Cogrouping<K, A> cogrouping;

    FluentCogroup(Cogrouping<K, A> cogrouping) {
        this.cogrouping = cogrouping;
    }

    @Override
    public <V> CogroupedKStream<K, A> cogroup(
            KGroupedStream<K, V> groupedStream, Aggregator<? super K, ? super V, A> aggregator) {
        FluentGroupedStream<K, V> grouped =
                (FluentGroupedStream<K, V>) requireNonNull(groupedStream, "groupedStream can't be null");
        cogrouping.add(grouped.grouping(), requireNonNull(aggregator, "aggregator can't be null"));
        return this;
    }

    @Override
    public KTable<K, A> aggregate(Initializer<A> initializer) {
        return aggregate(initializer, Unnamed.NODE);
    }

    @Override
    public KTable<K, A> aggregate(Initializer<A> initializer, Named named) {
        return aggregate(initializer, named, Materialized.with(null, null));
    }

    @Override
    public KTable<K, A> aggregate(
            Initializer<A> initializer, Materialized<K, A, KeyValueStore<Bytes, byte[]>> materialized) {
        return aggregate(initializer, Unnamed.NODE, materialized);
    }

    @Override
    public KTable<K, A> aggregate(
            Initializer<A> initializer, Named named, Materialized<K, A, KeyValueStore<Bytes, byte[]>> materialized) {
        requireNonNull(initializer, "initializer can't be null");
        requireNonNull(named, "named can't be null");
        TableOptions<K, A> store =
                cogrouping.complete(TableOptions.of(requireNonNull(materialized, "materialized can't be null")));
        return cogrouping.table(
                named,
                store,
                initializer,
                fold -> new AggregateRecords<>(
                        fold.storeName(), fold.initializer(), fold.aggregator(), fold.oldValues()),
                store.keySerde());
    }

    @Override
    public <W extends Window> TimeWindowedCogroupedKStream<K, A> windowedBy(Windows<W> windows) {
        return new FluentCogroupWindows<>(
                cogrouping, new WindowKind.Regular(requireNonNull(windows, "windows can't be null")));
    }

    @Override
    public TimeWindowedCogroupedKStream<K, A> windowedBy(SlidingWindows windows) {
        return new FluentCogroupWindows<>(
                cogrouping, new WindowKind.Sliding(requireNonNull(windows, "slidingWindows can't be null")));
    }

    @Override
    public SessionWindowedCogroupedKStream<K, A> windowedBy(SessionWindows windows) {
        return new FluentCogroupSessions<>(cogrouping, requireNonNull(windows, "sessionWindows can't be null"));
    }
}
