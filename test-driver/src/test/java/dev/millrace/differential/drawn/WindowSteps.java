package dev.millrace.differential.drawn;

import java.time.Duration;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;

import dev.millrace.differential.drawn.Pool.WindowedTable;
import dev.millrace.streams.kstream.CogroupedKStream;
import dev.millrace.streams.kstream.EmitStrategy;
import dev.millrace.streams.kstream.KGroupedStream;
import dev.millrace.streams.kstream.KTable;
import dev.millrace.streams.kstream.Materialized;
import dev.millrace.streams.kstream.SessionWindowedKStream;
import dev.millrace.streams.kstream.SessionWindows;
import dev.millrace.streams.kstream.SlidingWindows;
import dev.millrace.streams.kstream.TimeWindowedKStream;
import dev.millrace.streams.kstream.TimeWindows;
import dev.millrace.streams.kstream.UnlimitedWindows;
import dev.millrace.streams.kstream.Windowed;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.state.SessionStore;
import dev.millrace.streams.state.Stores;
import dev.millrace.streams.state.WindowStore;

/** Steps that add up a stream for windows or sessions. */
final class WindowSteps {
    /** Longer than any program runs: see {@link #kept}. */
    private static final Duration LONG = Duration.ofDays(1);

    private static final Duration SHORT = Duration.ofMillis(1_000);

    private final Pool pool;
    private final StreamSteps streams;

    WindowSteps(Pool pool, StreamSteps streams) {
        this.pool = pool;
        this.streams = streams;
    }

    void timed(Choices choices) {
        Duration size = Duration.ofMillis(10 + 10L * choices.below(20));
        Duration grace = Duration.ofMillis(60L * choices.below(4));
        KGroupedStream<String, String> grouped = streams.grouped(choices);
        boolean bounded = !choices.oneIn(6);
        TimeWindowedKStream<String, String> windowed = bounded
                ? switch (choices.below(3)) {
                    case 0 -> grouped.windowedBy(TimeWindows.ofSizeAndGrace(size, grace));
                    case 1 ->
                        grouped.windowedBy(TimeWindows.ofSizeAndGrace(size, grace)
                                .advanceBy(Duration.ofMillis(5 + choices.below(5))));
                    default -> grouped.windowedBy(SlidingWindows.ofTimeDifferenceAndGrace(size, grace));
                }
                : grouped.windowedBy(UnlimitedWindows.of());
        boolean onClose = bounded && choices.oneIn(3);
        if (onClose) {
            windowed = windowed.emitStrategy(EmitStrategy.onWindowClose());
        }
        pool.windows.add(new WindowedTable(
                aggregated(windowed, onClose, timedStore(bounded ? size : null, choices), choices), false, true));
    }

    /** Kafka Streams fails where a cache holds an aggregate that is gone when it looks for closed windows. */
    private KTable<Windowed<String>, String> aggregated(
            TimeWindowedKStream<String, String> windowed,
            boolean onClose,
            Materialized<String, String, WindowStore<Bytes, byte[]>> store,
            Choices choices) {
        return switch (choices.below(4)) {
            case 0 -> windowed.count(counts()).mapValues(count -> "" + count);
            case 1 -> windowed.reduce((one, other) -> one + other, store);
            case 2 ->
                windowed.aggregate(
                        () -> "", (key, value, sum) -> sum.length() > 8 && !onClose ? null : sum + value, store);
            default -> windowed.aggregate(() -> "<", (key, value, sum) -> sum + value, store);
        };
    }

    void sessions(Choices choices) {
        SessionWindows windows = SessionWindows.ofInactivityGapAndGrace(
                Duration.ofMillis(5L * choices.below(30)), Duration.ofMillis(60L * choices.below(4)));
        SessionWindowedKStream<String, String> sessions =
                streams.grouped(choices).windowedBy(windows);
        if (choices.oneIn(3)) {
            sessions = sessions.emitStrategy(EmitStrategy.onWindowClose());
        }
        Materialized<String, String, SessionStore<Bytes, byte[]>> store = sessionStore(choices);
        KTable<Windowed<String>, String> table =
                switch (choices.below(4)) {
                    case 0 -> sessions.count(counts()).mapValues(count -> "" + count);
                    case 1 -> sessions.reduce((one, other) -> one + other, store);
                    case 2 ->
                        sessions.aggregate(
                                () -> "",
                                (key, value, sum) -> sum.length() > 8 ? null : sum + value,
                                (key, one, other) -> one + other,
                                store);
                    default ->
                        sessions.aggregate(
                                () -> "<", (key, value, sum) -> sum + value, (key, one, other) -> one + other, store);
                };
        pool.windows.add(new WindowedTable(table, true, true));
    }

    void cogroup(Choices choices) {
        CogroupedKStream<String, String> both = streams.grouped(choices)
                .<String>cogroup((key, value, sum) -> sum + value)
                .cogroup(streams.grouped(choices), (key, value, sum) -> value + sum);
        Duration size = Duration.ofMillis(10 + 10L * choices.below(20));
        Duration grace = Duration.ofMillis(60L * choices.below(4));
        switch (choices.below(3)) {
            case 0 ->
                add(
                        both.windowedBy(TimeWindows.ofSizeAndGrace(size, grace))
                                .aggregate(() -> "<", timedStore(size, choices)),
                        false);
            case 1 ->
                add(
                        both.windowedBy(SlidingWindows.ofTimeDifferenceAndGrace(size, grace))
                                .aggregate(() -> "<", timedStore(size, choices)),
                        false);
            default ->
                add(
                        both.windowedBy(SessionWindows.ofInactivityGapAndGrace(size, grace))
                                .aggregate(() -> "<", (key, one, other) -> one + other, sessionStore(choices)),
                        true);
        }
    }

    private void add(KTable<Windowed<String>, String> cogrouped, boolean sessions) {
        pool.windows.add(new WindowedTable(cogrouped, sessions, false));
    }

    private static <S extends StateStore> Materialized<String, Long, S> counts() {
        return Materialized.<String, Long, S>with(Serdes.String(), Serdes.Long())
                .withCachingDisabled();
    }

    /** @param size of the windows; null for those that have no end, which a store of the program's own must keep */
    private Materialized<String, String, WindowStore<Bytes, byte[]>> timedStore(Duration size, Choices choices) {
        boolean caching = choices.flip();
        if (size == null) {
            return options(Materialized.as(pool.name("store")), caching);
        }
        if (choices.oneIn(4)) {
            return options(
                    Materialized.as(Stores.inMemoryWindowStore(
                            pool.name("store"), caching ? LONG : SHORT.plusMinutes(choices.below(2)), size, false)),
                    caching);
        }
        Materialized<String, String, WindowStore<Bytes, byte[]>> store = Materialized.as(pool.name("store"));
        if (choices.oneIn(3)) {
            store.withStoreType(Materialized.StoreType.IN_MEMORY);
        }
        return options(kept(store, caching, choices), caching);
    }

    private Materialized<String, String, SessionStore<Bytes, byte[]>> sessionStore(Choices choices) {
        boolean caching = choices.flip();
        Materialized<String, String, SessionStore<Bytes, byte[]>> store = Materialized.as(pool.name("store"));
        if (choices.oneIn(3)) {
            // Kept longer than the operator needs it: Kafka Streams counts what this store refuses as dropped.
            store.withStoreType(Materialized.StoreType.IN_MEMORY).withRetention(caching ? LONG : SHORT);
            return options(store, caching);
        }
        return options(kept(store, caching, choices), caching);
    }

    /** What Kafka Streams has in its cache it shows past retention, so nothing in there is past. */
    private static <S extends StateStore> Materialized<String, String, S> kept(
            Materialized<String, String, S> store, boolean caching, Choices choices) {
        if (caching) {
            return store.withRetention(LONG);
        }
        return choices.flip() ? store.withRetention(SHORT) : store;
    }

    private static <S extends StateStore> Materialized<String, String, S> options(
            Materialized<String, String, S> store, boolean caching) {
        Serde<String> texts = Serdes.String();
        store.withKeySerde(texts).withValueSerde(texts);
        return caching ? store : store.withCachingDisabled();
    }
}
