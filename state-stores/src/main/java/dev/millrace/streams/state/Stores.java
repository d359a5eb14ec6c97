package dev.millrace.streams.state;

import java.time.Duration;

import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.DslStoreFormat;
import dev.millrace.streams.internal.state.build.BuiltInOpening;
import dev.millrace.streams.internal.state.build.BuiltInSessionSupplier;
import dev.millrace.streams.internal.state.build.BuiltInSupplier;
import dev.millrace.streams.internal.state.build.BuiltInWindowSupplier;
import dev.millrace.streams.internal.state.build.HeadedLayers;
import dev.millrace.streams.internal.state.build.HeadedSessionSupplier;
import dev.millrace.streams.internal.state.build.HeadedSupplier;
import dev.millrace.streams.internal.state.build.HeadedWindowSupplier;
import dev.millrace.streams.internal.state.build.KeyValueBuilder;
import dev.millrace.streams.internal.state.build.KeyValueLayers;
import dev.millrace.streams.internal.state.build.Periods;
import dev.millrace.streams.internal.state.build.SessionLayers;
import dev.millrace.streams.internal.state.build.StackBuilder;
import dev.millrace.streams.internal.state.build.VersionedBuilder;
import dev.millrace.streams.internal.state.build.VersionedSupplier;
import dev.millrace.streams.internal.state.build.WindowLayers;
import dev.millrace.streams.internal.state.rocksdb.ValueLayout;
import dev.millrace.streams.internal.state.typed.HeadedKeyValueFacade;
import dev.millrace.streams.internal.state.typed.HeadedSessionFacade;
import dev.millrace.streams.internal.state.typed.HeadedWindowFacade;
import dev.millrace.streams.internal.state.typed.KeyValueFacade;
import dev.millrace.streams.internal.state.typed.SessionFacade;
import dev.millrace.streams.internal.state.typed.TimestampedKeyValueFacade;
import dev.millrace.streams.internal.state.typed.TimestampedWindowFacade;
import dev.millrace.streams.internal.state.typed.Timing;
import dev.millrace.streams.internal.state.typed.WindowFacade;
import dev.millrace.streams.kstream.EmitStrategy;

import static java.util.Objects.requireNonNull;

/**
 * Makes suppliers, which say where a store keeps its entries, and builders, which say what types they have. A builder
 * takes a supplier of ours or of your own.
 *
 * <pre>{@code
 * StoreBuilder<KeyValueStore<String, Long>> visits = Stores.keyValueStoreBuilder(
 *         Stores.persistentKeyValueStore("visits"), Serdes.String(), Serdes.Long());
 * topology.addStateStore(visits, "counter");
 * }</pre>
 */
public final class Stores {
    private Stores() {}

    /** On disk, for values without time stamp. */
    public static KeyValueBytesStoreSupplier persistentKeyValueStore(String name) {
        return new BuiltInSupplier(name, "rocksdb", false, new BuiltInOpening.OnDisk(name, ValueLayout.PLAIN));
    }

    /** On disk, for values with time stamp: what the DSL uses. */
    public static KeyValueBytesStoreSupplier persistentTimestampedKeyValueStore(String name) {
        return new BuiltInSupplier(name, "rocksdb", true, new BuiltInOpening.OnDisk(name, ValueLayout.STAMPED));
    }

    /** On disk, for values with time stamp and headers (KIP-1271). */
    public static KeyValueBytesStoreSupplier persistentTimestampedKeyValueStoreWithHeaders(String name) {
        return new HeadedSupplier(name, new BuiltInOpening.OnDisk(name, ValueLayout.HEADED));
    }

    /** In the heap, brought back from the changelog after a restart. */
    public static KeyValueBytesStoreSupplier inMemoryKeyValueStore(String name) {
        return new BuiltInSupplier(name, "in-memory", false, new BuiltInOpening.InHeap(name));
    }

    /**
     * In the heap, the {@code maxCacheSize} entries that were used last; the others are deleted, from the changelog
     * too.
     *
     * @throws IllegalArgumentException if {@code maxCacheSize} is negative
     */
    public static KeyValueBytesStoreSupplier lruMap(String name, int maxCacheSize) {
        requireNonNull(name, "name cannot be null");
        if (maxCacheSize < 0) {
            throw new IllegalArgumentException("maxCacheSize cannot be negative: " + maxCacheSize);
        }
        return new BuiltInSupplier(name, "in-memory-lru", false, new BuiltInOpening.MostRecent(name, maxCacheSize));
    }

    /**
     * On disk, with former values of each key for as long as {@code historyRetention} (KIP-889).
     *
     * @throws IllegalArgumentException if {@code historyRetention} is null or negative
     */
    public static VersionedBytesStoreSupplier persistentVersionedKeyValueStore(String name, Duration historyRetention) {
        requireNonNull(name, "name cannot be null");
        if (historyRetention == null) {
            throw new IllegalArgumentException("historyRetention of store " + name + " cannot be null");
        }
        return new VersionedSupplier(
                name, historyRetention.toMillis(), new BuiltInOpening.OnDisk(name, ValueLayout.VERSIONED));
    }

    /**
     * The same as {@link #persistentVersionedKeyValueStore(String, Duration)}.
     *
     * @param segmentInterval of no effect: history is not kept in segments, but it must be positive, as in Kafka
     *     Streams
     */
    public static VersionedBytesStoreSupplier persistentVersionedKeyValueStore(
            String name, Duration historyRetention, Duration segmentInterval) {
        if (segmentInterval == null || segmentInterval.toMillis() <= 0) {
            throw new IllegalArgumentException("segmentInterval must be positive: " + segmentInterval);
        }
        return persistentVersionedKeyValueStore(name, historyRetention);
    }

    /**
     * Builds versioned stores.
     *
     * @param keySerde null for the default one
     * @param valueSerde null for the default one
     */
    public static <K, V> StoreBuilder<VersionedKeyValueStore<K, V>> versionedKeyValueStoreBuilder(
            VersionedBytesStoreSupplier supplier, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        return new VersionedBuilder<>(supplier, keySerde, valueSerde);
    }

    /**
     * Builds stores of plain values.
     *
     * @param keySerde null for the default one
     * @param valueSerde null for the default one
     */
    public static <K, V> StoreBuilder<KeyValueStore<K, V>> keyValueStoreBuilder(
            KeyValueBytesStoreSupplier supplier, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        return new KeyValueBuilder<>(
                supplier,
                asked -> KeyValueLayers.plain(asked, keySerde, valueSerde),
                spec -> new KeyValueFacade<K, V, V>(spec, value -> value));
    }

    /**
     * Builds stores of values with their time stamp. Over a persistent supplier for plain values, the time is not
     * stored: reads give -1 for it.
     *
     * @param keySerde null for the default one
     * @param valueSerde serde of the value without time stamp, null for the default one
     */
    public static <K, V> StoreBuilder<TimestampedKeyValueStore<K, V>> timestampedKeyValueStoreBuilder(
            KeyValueBytesStoreSupplier supplier, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        return new KeyValueBuilder<>(
                supplier,
                asked -> KeyValueLayers.stamped(asked, keySerde, valueSerde),
                spec -> new TimestampedKeyValueFacade<K, V>(spec));
    }

    /**
     * Builds stores of values with their time stamp and headers (KIP-1271). Over a persistent supplier for less,
     * what it is not made for is logged but not stored.
     *
     * @param keySerde null for the default one
     * @param valueSerde serde of the value without time stamp and headers, null for the default one
     */
    public static <K, V>
            StoreBuilder<TimestampedKeyValueStoreWithHeaders<K, V>> timestampedKeyValueStoreWithHeadersBuilder(
                    KeyValueBytesStoreSupplier supplier, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        return new KeyValueBuilder<>(
                supplier,
                asked -> HeadedLayers.of(asked, keySerde, valueSerde),
                spec -> new HeadedKeyValueFacade<K, V>(spec));
    }

    /**
     * A window store on disk, for values without time stamp.
     *
     * @param retentionPeriod how long windows are kept after their start; not less than {@code windowSize}
     * @param windowSize length of the windows: with it, reads tell where a window ends
     * @param retainDuplicates whether each put of the same key and start adds a value instead of replacing it
     * @throws IllegalArgumentException if a period is null, negative, or too long for milliseconds, or windows are
     *     longer than they are kept
     */
    public static WindowBytesStoreSupplier persistentWindowStore(
            String name, Duration retentionPeriod, Duration windowSize, boolean retainDuplicates) {
        return onDisk(name, ValueLayout.PLAIN, retentionPeriod, windowSize, retainDuplicates);
    }

    /** The same for values with time stamp: what the DSL uses. */
    public static WindowBytesStoreSupplier persistentTimestampedWindowStore(
            String name, Duration retentionPeriod, Duration windowSize, boolean retainDuplicates) {
        return onDisk(name, ValueLayout.STAMPED, retentionPeriod, windowSize, retainDuplicates);
    }

    /** The same for values with time stamp and headers (KIP-1271). */
    public static WindowBytesStoreSupplier persistentTimestampedWindowStoreWithHeaders(
            String name, Duration retentionPeriod, Duration windowSize, boolean retainDuplicates) {
        return new HeadedWindowSupplier(
                onDisk(name, ValueLayout.HEADED, retentionPeriod, windowSize, retainDuplicates));
    }

    private static BuiltInWindowSupplier onDisk(
            String name, ValueLayout layout, Duration retentionPeriod, Duration windowSize, boolean duplicates) {
        return BuiltInWindowSupplier.onDisk(
                name,
                layout,
                Periods.millis(retentionPeriod, "retentionPeriod"),
                Periods.millis(windowSize, "windowSize"),
                duplicates,
                Timing.Order.SEGMENT_THEN_KEY);
    }

    /** A window store in the heap, brought back from the changelog after a restart. */
    public static WindowBytesStoreSupplier inMemoryWindowStore(
            String name, Duration retentionPeriod, Duration windowSize, boolean retainDuplicates) {
        return BuiltInWindowSupplier.inHeap(
                name,
                Periods.millis(retentionPeriod, "retentionPeriod"),
                Periods.millis(windowSize, "windowSize"),
                retainDuplicates);
    }

    /**
     * Builds window stores of plain values. A store that retains duplicates has no cache, even if one is asked for.
     *
     * @param keySerde null for the default one
     * @param valueSerde null for the default one
     */
    public static <K, V> StoreBuilder<WindowStore<K, V>> windowStoreBuilder(
            WindowBytesStoreSupplier supplier, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        return new StackBuilder<>(
                supplier,
                asked -> new WindowFacade<K, V, V>(WindowLayers.plain(asked, keySerde, valueSerde), value -> value));
    }

    /**
     * Builds window stores of values with their time stamp; what {@link #timestampedKeyValueStoreBuilder} says of the
     * time and the serdes holds here too.
     */
    public static <K, V> StoreBuilder<TimestampedWindowStore<K, V>> timestampedWindowStoreBuilder(
            WindowBytesStoreSupplier supplier, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        return new StackBuilder<>(
                supplier,
                asked -> new TimestampedWindowFacade<K, V>(WindowLayers.stamped(asked, keySerde, valueSerde)));
    }

    /**
     * Builds window stores of values with their time stamp and headers (KIP-1271); over suppliers for less and about
     * serdes as {@link #timestampedKeyValueStoreWithHeadersBuilder}.
     */
    public static <K, V> StoreBuilder<TimestampedWindowStoreWithHeaders<K, V>> timestampedWindowStoreWithHeadersBuilder(
            WindowBytesStoreSupplier supplier, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        return new StackBuilder<>(
                supplier, asked -> new HeadedWindowFacade<K, V>(WindowLayers.headed(asked, keySerde, valueSerde)));
    }

    /**
     * A session store on disk.
     *
     * @param retentionPeriod how long sessions are kept after their end
     * @throws IllegalArgumentException if it is null, negative, or too long for milliseconds
     */
    public static SessionBytesStoreSupplier persistentSessionStore(String name, Duration retentionPeriod) {
        return BuiltInSessionSupplier.onDisk(
                name,
                ValueLayout.PLAIN,
                Periods.millis(retentionPeriod, "retentionPeriod"),
                Timing.Order.SEGMENT_THEN_KEY);
    }

    /** The same for aggregates with headers (KIP-1271). */
    public static SessionBytesStoreSupplier persistentSessionStoreWithHeaders(String name, Duration retentionPeriod) {
        return new HeadedSessionSupplier(BuiltInSessionSupplier.onDisk(
                name,
                ValueLayout.HEADED_AGGREGATES,
                Periods.millis(retentionPeriod, "retentionPeriod"),
                Timing.Order.SEGMENT_THEN_KEY));
    }

    /** A session store in the heap; comes back from the changelog after a restart. */
    public static SessionBytesStoreSupplier inMemorySessionStore(String name, Duration retentionPeriod) {
        return BuiltInSessionSupplier.inHeap(name, Periods.millis(retentionPeriod, "retentionPeriod"));
    }

    /**
     * Builds session stores.
     *
     * @param keySerde null for the default one
     * @param valueSerde null for the default one
     */
    public static <K, V> StoreBuilder<SessionStore<K, V>> sessionStoreBuilder(
            SessionBytesStoreSupplier supplier, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        return new StackBuilder<>(
                supplier,
                asked -> new SessionFacade<K, V, V>(SessionLayers.plain(asked, keySerde, valueSerde), value -> value));
    }

    /**
     * Builds session stores of aggregates with headers (KIP-1271). Over a persistent supplier for aggregates alone,
     * headers are logged but not stored.
     *
     * @param keySerde null for the default one
     * @param valueSerde serde of the aggregate without headers, null for the default one
     */
    public static <K, V> StoreBuilder<SessionStoreWithHeaders<K, V>> sessionStoreWithHeadersBuilder(
            SessionBytesStoreSupplier supplier, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        return new StackBuilder<>(
                supplier, asked -> new HeadedSessionFacade<K, V>(SessionLayers.headed(asked, keySerde, valueSerde)));
    }

    /** What the DSL keeps windows in on disk: in the order of time if it reads what has closed. */
    static WindowBytesStoreSupplier dslWindowStore(DslWindowParams params) {
        BuiltInWindowSupplier base = BuiltInWindowSupplier.onDisk(
                params.name(),
                switch (params.dslStoreFormat()) {
                    case PLAIN -> ValueLayout.PLAIN;
                    case TIMESTAMPED -> ValueLayout.STAMPED;
                    case HEADERS -> ValueLayout.HEADED;
                },
                Periods.millis(params.retentionPeriod(), "retentionPeriod"),
                Periods.millis(params.windowSize(), "windowSize"),
                params.retainDuplicates(),
                readWhenClosed(params.emitStrategy()) ? Timing.Order.TIME_THEN_KEY : Timing.Order.SEGMENT_THEN_KEY);
        return params.dslStoreFormat() == DslStoreFormat.HEADERS ? new HeadedWindowSupplier(base) : base;
    }

    /** What the DSL keeps sessions in on disk. */
    static SessionBytesStoreSupplier dslSessionStore(DslSessionParams params) {
        boolean headed = params.storeFormat() == DslStoreFormat.HEADERS;
        BuiltInSessionSupplier base = BuiltInSessionSupplier.onDisk(
                params.name(),
                headed ? ValueLayout.HEADED_AGGREGATES : ValueLayout.PLAIN,
                Periods.millis(params.retentionPeriod(), "retentionPeriod"),
                readWhenClosed(params.emitStrategy()) ? Timing.Order.TIMES_THEN_KEY : Timing.Order.SEGMENT_THEN_KEY);
        return headed ? new HeadedSessionSupplier(base) : base;
    }

    private static boolean readWhenClosed(EmitStrategy emitStrategy) {
        return emitStrategy.type() == EmitStrategy.StrategyType.ON_WINDOW_CLOSE;
    }
}
