package dev.millrace.streams.internal.dsl.fluent;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Bytes;

import dev.millrace.streams.internal.dsl.option.TableOptions;
import dev.millrace.streams.kstream.EmitStrategy;
import dev.millrace.streams.kstream.Initializer;
import dev.millrace.streams.kstream.KTable;
import dev.millrace.streams.kstream.Materialized;
import dev.millrace.streams.kstream.Named;
import dev.millrace.streams.kstream.TimeWindowedCogroupedKStream;
import dev.millrace.streams.kstream.Windowed;
import dev.millrace.streams.kstream.WindowedSerdes;
import dev.millrace.streams.state.WindowStore;

import static java.util.Objects.requireNonNull;

/**
 * Streams about to be added up together for each window of time. <i>Confined to the thread that writes the program.</i>
 *
 * @param <K> type of the groups' keys
 * @param <A> type of aggregates
 */
final class FluentCogroupWindows<K, A> implements TimeWindowedCogroupedKStream<K, A> {
    private final Cogrouping<K, A> cogrouping;
    private final WindowKind windows;

    FluentCogroupWindows(Cogrouping<K, A> cogrouping, WindowKind windows) {
        this.cogrouping = cogrouping;
        this.windows = windows;
    }

    @Override
    public KTable<Windowed<K>, A> aggregate(Initializer<A> initializer) {
        return aggregate(initializer, Unnamed.NODE);
    }

    @Override
    public KTable<Windowed<K>, A> aggregate(Initializer<A> initializer, Named named) {
        return aggregate(initializer, named, Materialized.with(null, null));
    }

    @Override
    public KTable<Windowed<K>, A> aggregate(
            Initializer<A> initializer, Materialized<K, A, WindowStore<Bytes, byte[]>> materialized) {
        return aggregate(initializer, Unnamed.NODE, materialized);
    }

    @Override
    public KTable<Windowed<K>, A> aggregate(
            Initializer<A> initializer, Named named, Materialized<K, A, WindowStore<Bytes, byte[]>> materialized) {
        requireNonNull(initializer, "initializer can't be null");
        requireNonNull(named, "named can't be null");
        EmitStrategy strategy = EmitStrategy.onWindowUpdate();
        TableOptions<K, A> asked = TableOptions.of(requireNonNull(materialized, "materialized can't be null"));
        TableOptions<K, A> store = windows.shaped(cogrouping.complete(asked), strategy);
        Serde<K> inner = store.keySerde();
        Serde<Windowed<K>> keys =
                inner == null ? null : new WindowedSerdes.TimeWindowedSerde<>(inner, windows.sizeMs());
        return cogrouping.table(named, store, initializer, fold -> windows.processor(strategy, fold), keys);
    }
}
