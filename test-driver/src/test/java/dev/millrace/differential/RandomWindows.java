package dev.millrace.differential;

import java.time.Duration;
import java.util.Random;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;

import dev.millrace.streams.StreamsBuilder;
import dev.millrace.streams.kstream.CogroupedKStream;
import dev.millrace.streams.kstream.Consumed;
import dev.millrace.streams.kstream.EmitStrategy;
import dev.millrace.streams.kstream.KGroupedStream;
import dev.millrace.streams.kstream.KTable;
import dev.millrace.streams.kstream.Materialized;
import dev.millrace.streams.kstream.Produced;
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

/** A program drawn from a seed that adds up the records of topic {@code in} for windows or sessions. */
final class RandomWindows {
    private static final Duration LONG = Duration.ofDays(1);

    private final Random random;
    private final StreamsBuilder builder = new StreamsBuilder();
    private boolean bounded = true;
    private Duration size = Duration.ZERO;

    RandomWindows(Random random) {
        this.random = random;
    }

    StreamsBuilder build() {
        KGroupedStream<String, String> grouped = builder.stream("in", Consumed.with(Serdes.String(), Serdes.String()))
                .groupByKey();
        KTable<Windowed<String>, String> table = random.nextInt(3) == 0 ? sessions(grouped) : windows(grouped);
        switch (random.nextInt(4)) {
            case 0 ->
                table.filter((key, value) -> value.length() % 2 == 0)
                        .toStream((key, value) -> key.toString())
                        .to("out", Produced.with(Serdes.String(), Serdes.String()));
            case 1 ->
                table.mapValues((key, value) -> key + value)
                        .toStream((key, value) -> key.key())
                        .to("out", Produced.with(Serdes.String(), Serdes.String()));
            default -> table.toStream().to("out");
        }
        return builder;
    }

    private KTable<Windowed<String>, String> windows(KGroupedStream<String, String> grouped) {
        TimeWindowedKStream<String, String> windowed = windowed(grouped);
        if (bounded && random.nextInt(3) == 0) {
            windowed = windowed.emitStrategy(EmitStrategy.onWindowClose());
        }
        return switch (random.nextInt(4)) {
            case 0 -> windowed.count(counts()).mapValues(count -> "" + count);
            case 1 -> windowed.reduce((one, other) -> one + other, store(random.nextBoolean()));
            case 2 ->
                windowed.aggregate(() -> "", (key, value, sum) -> sum.length() > 8 ? null : sum + value, store(false));
            default -> windowed.aggregate(() -> "<", (key, value, sum) -> sum + value, store(random.nextBoolean()));
        };
    }

    private <S extends StateStore> Materialized<String, Long, S> counts() {
        return Materialized.<String, Long, S>with(Serdes.String(), Serdes.Long())
                .withCachingDisabled();
    }

    private TimeWindowedKStream<String, String> windowed(KGroupedStream<String, String> grouped) {
        size = Duration.ofMillis(10 + random.nextInt(40));
        Duration grace = Duration.ofMillis(random.nextInt(3) * 15L);
        switch (random.nextInt(6)) {
            case 0:
                return grouped.windowedBy(TimeWindows.ofSizeAndGrace(size, grace));
            case 1:
                return grouped.windowedBy(
                        TimeWindows.ofSizeAndGrace(size, grace).advanceBy(Duration.ofMillis(4 + random.nextInt(6))));
            case 2:
                bounded = false;
                return grouped.windowedBy(UnlimitedWindows.of());
            default:
                return grouped.windowedBy(SlidingWindows.ofTimeDifferenceAndGrace(size, grace));
        }
    }

    private KTable<Windowed<String>, String> cogroup(KGroupedStream<String, String> grouped) {
        CogroupedKStream<String, String> both = grouped.<String>cogroup((key, value, sum) -> sum + value)
                .cogroup(
                        builder.stream("other", Consumed.with(Serdes.String(), Serdes.String()))
                                .groupByKey(),
                        (key, value, sum) -> value + sum);
        size = Duration.ofMillis(10 + random.nextInt(40));
        Duration grace = Duration.ofMillis(random.nextInt(3) * 15L);
        return switch (random.nextInt(3)) {
            case 0 ->
                both.windowedBy(TimeWindows.ofSizeAndGrace(size, grace))
                        .aggregate(() -> "<", store(random.nextBoolean()));
            case 1 ->
                both.windowedBy(SlidingWindows.ofTimeDifferenceAndGrace(size, grace))
                        .aggregate(() -> "<", store(random.nextBoolean()));
            default ->
                both.windowedBy(SessionWindows.ofInactivityGapAndGrace(size, grace))
                        .aggregate(() -> "<", (key, one, other) -> one + other, sessionStore());
        };
    }

    private KTable<Windowed<String>, String> sessions(KGroupedStream<String, String> grouped) {
        SessionWindows windows = SessionWindows.ofInactivityGapAndGrace(
                Duration.ofMillis(random.nextInt(20)), Duration.ofMillis(random.nextInt(3) * 15L));
        SessionWindowedKStream<String, String> sessions = grouped.windowedBy(windows);
        if (random.nextInt(3) == 0) {
            sessions = sessions.emitStrategy(EmitStrategy.onWindowClose());
        }
        return switch (random.nextInt(4)) {
            case 0 -> sessions.count(counts()).mapValues(count -> "" + count);
            case 1 -> sessions.reduce((one, other) -> one + other, sessionStore());
            case 2 ->
                sessions.aggregate(
                        () -> "",
                        (key, value, sum) -> sum.length() > 8 ? null : sum + value,
                        (key, one, other) -> one + other,
                        sessionStore());
            default ->
                sessions.aggregate(
                        () -> "<", (key, value, sum) -> sum + value, (key, one, other) -> one + other, sessionStore());
        };
    }

    private Materialized<String, String, WindowStore<Bytes, byte[]>> store(boolean caching) {
        int kind = random.nextInt(bounded ? 4 : 1);
        if (kind == 2) {
            Duration kept = caching ? LONG : Duration.ofMillis(150 + random.nextInt(3) * 60_000L);
            return options(Materialized.as(Stores.inMemoryWindowStore("store", kept, size, false)), caching);
        }
        Materialized<String, String, WindowStore<Bytes, byte[]>> store = Materialized.as("store");
        if (kind == 3) {
            store.withStoreType(Materialized.StoreType.IN_MEMORY);
        }
        return options(bounded ? kept(store, caching) : store, caching);
    }

    private Materialized<String, String, SessionStore<Bytes, byte[]>> sessionStore() {
        boolean caching = random.nextBoolean();
        Materialized<String, String, SessionStore<Bytes, byte[]>> store = Materialized.as("store");
        if (random.nextInt(3) == 0) {
            // Kept longer than the operator needs it: Kafka Streams counts what this store refuses as dropped.
            store.withStoreType(Materialized.StoreType.IN_MEMORY)
                    .withRetention(caching ? LONG : Duration.ofMillis(150));
            return options(store, caching);
        }
        return options(kept(store, caching), caching);
    }

    /** What Kafka Streams has in its cache it shows past retention, so nothing in there is past. */
    private <S extends StateStore> Materialized<String, String, S> kept(
            Materialized<String, String, S> store, boolean caching) {
        if (caching) {
            return store.withRetention(LONG);
        }
        return random.nextBoolean() ? store.withRetention(Duration.ofMillis(150)) : store;
    }

    private static <S extends StateStore> Materialized<String, String, S> options(
            Materialized<String, String, S> store, boolean caching) {
        store.withKeySerde(Serdes.String()).withValueSerde(Serdes.String());
        return caching ? store : store.withCachingDisabled();
    }
}
