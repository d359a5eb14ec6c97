package dev.millrace.streams.internal.dsl.option;

import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.kstream.Materialized;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.state.DslStoreSuppliers;
import dev.millrace.streams.state.StoreSupplier;
import dev.millrace.streams.state.VersionedBytesStoreSupplier;

/**
 * What a {@link Materialized} says about the store of a table. <i>Immutable.</i>
 *
 * @param name name of the store; null until {@link #named} gives it one
 * @param queryable whether the program named the store
 * @param keySerde format of keys; null for the configured default
 * @param valueSerde format of values; null for the configured default
 * @param supplier makes the store of bytes; null to let {@code kind} choose
 * @param kind makes stores by kind; null for RocksDB
 * @param logging whether there is a changelog
 * @param caching whether updates may be combined
 * @param topicConfig configuration of the changelog topic
 * @param retention how long windows and sessions are kept; null for as long as they are needed
 * @param shape what is stored
 */
public record TableOptions<K, V>(
        @Nullable String name,
        boolean queryable,
        @Nullable Serde<K> keySerde,
        @Nullable Serde<V> valueSerde,
        @Nullable StoreSupplier<?> supplier,
        @Nullable DslStoreSuppliers kind,
        boolean logging,
        boolean caching,
        Map<String, String> topicConfig,
        @Nullable Duration retention,
        StoreShape shape) {
    private static final class Reading<K, V, S extends StateStore> extends Materialized<K, V, S> {
        private Reading(Materialized<K, V, S> materialized) {
            super(materialized);
        }

        private TableOptions<K, V> options() {
            String given = storeSupplier != null ? storeSupplier.name() : storeName;
            return new TableOptions<>(
                    given,
                    given != null,
                    keySerde,
                    valueSerde,
                    storeSupplier,
                    dslStoreSuppliers,
                    loggingEnabled,
                    cachingEnabled,
                    topicConfig,
                    retention,
                    new StoreShape.Rows());
        }
    }

    /** Keeps a copy of {@code topicConfig}. */
    public TableOptions {
        topicConfig = Map.copyOf(topicConfig);
    }

    /** Reads {@code materialized}. */
    public static <K, V> TableOptions<K, V> of(Materialized<K, V, ?> materialized) {
        return new Reading<>(materialized).options();
    }

    /** The same store for something else than rows. */
    public TableOptions<K, V> holding(StoreShape newShape) {
        return new TableOptions<>(
                name,
                queryable,
                keySerde,
                valueSerde,
                supplier,
                kind,
                logging,
                caching,
                topicConfig,
                retention,
                newShape);
    }

    /** The same under its own name, or under a generated one that cannot be queried. */
    public TableOptions<K, V> named(Supplier<String> generated) {
        return name != null ? this : with(generated.get(), keySerde, valueSerde);
    }

    /** The same with these formats where none was given. */
    public TableOptions<K, V> orElse(@Nullable Serde<K> otherKeySerde, @Nullable Serde<V> otherValueSerde) {
        return with(
                name, keySerde == null ? otherKeySerde : keySerde, valueSerde == null ? otherValueSerde : valueSerde);
    }

    /** The same with these formats, whatever was given. */
    public TableOptions<K, V> withSerdes(@Nullable Serde<K> newKeySerde, @Nullable Serde<V> newValueSerde) {
        return with(name, newKeySerde, newValueSerde);
    }

    /** Name to query the store by; null if the program gave none. */
    public @Nullable String queryableName() {
        return queryable ? name : null;
    }

    /** Whether the store keeps versions of values (KIP-889). */
    public boolean versioned() {
        return supplier instanceof VersionedBytesStoreSupplier;
    }

    private TableOptions<K, V> with(
            @Nullable String newName, @Nullable Serde<K> newKeySerde, @Nullable Serde<V> newValueSerde) {
        return new TableOptions<>(
                newName,
                queryable,
                newKeySerde,
                newValueSerde,
                supplier,
                kind,
                logging,
                caching,
                topicConfig,
                retention,
                shape);
    }
}
