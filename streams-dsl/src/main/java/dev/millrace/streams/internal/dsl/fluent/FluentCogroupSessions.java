package dev.millrace.streams.internal.dsl.fluent;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Bytes;

import dev.millrace.streams.internal.dsl.operator.aggregate.AggregateSessions;
import dev.millrace.streams.internal.dsl.option.TableOptions;
import dev.millrace.streams.kstream.EmitStrategy;
import dev.millrace.streams.kstream.Initializer;
import dev.millrace.streams.kstream.KTable;
import dev.millrace.streams.kstream.Materialized;
import dev.millrace.streams.kstream.Merger;
import dev.millrace.streams.kstream.Named;
import dev.millrace.streams.kstream.SessionWindowedCogroupedKStream;
import dev.millrace.streams.kstream.SessionWindows;
import dev.millrace.streams.kstream.Windowed;
import dev.millrace.streams.kstream.WindowedSerdes;
import dev.millrace.streams.state.SessionStore;

import static java.util.Objects.requireNonNull;

/**
 * Streams about to be added up together for each session. <i>Confined to the thread that writes the program.</i>
 *
 * @param <K> type of the groups' keys
 * @param <A> type of aggregates
 */
final class FluentCogroupSessions<K, A> implements SessionWindowedCogroupedKStream<K, A> {
    private final Cogrouping<K, A> cogrouping;
    private final SessionWindows windows;

    FluentCogroupSessions(Cogrouping<K, A> cogrouping, SessionWindows windows) {
        this.cogrouping = cogrouping;
        this.windows = windows;
    }

    @Override
    public KTable<Windowed<K>, A> aggregate(Initializer<A> initializer, Merger<? super K, A> sessionMerger) {
        return aggregate(initializer, sessionMerger, Unnamed.NODE);
    }

    @Override
    public KTable<Windowed<K>, A> aggregate(
            Initializer<A> initializer, Merger<? super K, A> sessionMerger, Named named) {
        return aggregate(initializer, sessionMerger, named, Materialized.with(null, null));
    }

    @Override
    public KTable<Windowed<K>, A> aggregate(
            Initializer<A> initializer,
            Merger<? super K, A> sessionMerger,
            Materialized<K, A, SessionStore<Bytes, byte[]>> materialized) {
        return aggregate(initializer, sessionMerger, Unnamed.NODE, materialized);
    }

    @Override
    public KTable<Windowed<K>, A> aggregate(
            Initializer<A> initializer,
            Merger<? super K, A> sessionMerger,
            Named named,
            Materialized<K, A, SessionStore<Bytes, byte[]>> materialized) {
        requireNonNull(initializer, "initializer can't be null");
        requireNonNull(sessionMerger, "sessionMerger can't be null");
        requireNonNull(named, "named can't be null");
        EmitStrategy strategy = EmitStrategy.onWindowUpdate();
        TableOptions<K, A> asked = TableOptions.of(requireNonNull(materialized, "materialized can't be null"));
        TableOptions<K, A> store = FluentSessions.shaped(cogrouping.complete(asked), windows, strategy);
        Serde<K> inner = store.keySerde();
        Serde<Windowed<K>> keys = inner == null ? null : new WindowedSerdes.SessionWindowedSerde<>(inner);
        return cogrouping.table(
                named,
                store,
                initializer,
                fold -> new AggregateSessions<>(windows, strategy, sessionMerger, fold),
                keys);
    }
}
