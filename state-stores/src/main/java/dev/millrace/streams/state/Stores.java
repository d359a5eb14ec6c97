package dev.millrace.streams.state;

import java.time.Duration;

import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.state.build.BuiltInOpening;
import dev.millrace.streams.internal.state.build.BuiltInSupplier;
import dev.millrace.streams.internal.state.build.HeadedLayers;
import dev.millrace.streams.internal.state.build.HeadedSupplier;
import dev.millrace.streams.internal.state.build.KeyValueBuilder;
import dev.millrace.streams.internal.state.build.KeyValueLayers;
import dev.millrace.streams.internal.state.build.VersionedBuilder;
import dev.millrace.streams.internal.state.build.VersionedSupplier;
import dev.millrace.streams.internal.state.typed.HeadedKeyValueFacade;
import dev.millrace.streams.internal.state.typed.KeyValueFacade;
import dev.millrace.streams.internal.state.typed.TimestampedKeyValueFacade;

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
        return new BuiltInSupplier(name, "rocksdb", false, new BuiltInOpening.OnDisk(name));
    }

    /** On disk, for values with time stamp: what the DSL uses. */
    public static KeyValueBytesStoreSupplier persistentTimestampedKeyValueStore(String name) {
        return new BuiltInSupplier(name, "rocksdb", true, new BuiltInOpening.OnDisk(name));
    }

    /** On disk, for values with time stamp and headers (KIP-1271). */
    public static KeyValueBytesStoreSupplier persistentTimestampedKeyValueStoreWithHeaders(String name) {
        return new HeadedSupplier(name, new BuiltInOpening.OnDisk(name));
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
        return new VersionedSupplier(name, historyRetention.toMillis(), new BuiltInOpening.OnDisk(name));
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
}
