package dev.millrace.streams.kstream;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.state.DslKeyValueParams;
import dev.millrace.streams.state.DslSessionParams;
import dev.millrace.streams.state.DslStoreSuppliers;
import dev.millrace.streams.state.DslWindowParams;
import dev.millrace.streams.state.KeyValueBytesStoreSupplier;
import dev.millrace.streams.state.KeyValueStore;
import dev.millrace.streams.state.SessionBytesStoreSupplier;
import dev.millrace.streams.state.SessionStore;
import dev.millrace.streams.state.StoreSupplier;
import dev.millrace.streams.state.WindowBytesStoreSupplier;
import dev.millrace.streams.state.WindowStore;

/**
 * How a table is stored. A store that has a name can be queried; one without is kept only if the table needs it.
 * Caching and a changelog are on unless switched off. <i>Confined to the thread that writes the program:</i> the
 * {@code with} methods change the object itself.
 *
 * @param <K> type of keys
 * @param <V> type of values
 * @param <S> type of the store of bytes below
 */
public class Materialized<K, V, S extends StateStore> {
    /** Makes the store of bytes; null to let {@link #dslStoreSuppliers} or the configuration choose. */
    protected @Nullable StoreSupplier<S> storeSupplier;

    /** The name; null for a generated one that cannot be queried. */
    protected @Nullable String storeName;

    /** Format of values; null for that of the table. */
    protected @Nullable Serde<V> valueSerde;

    /** Format of keys; null for that of the table. */
    protected @Nullable Serde<K> keySerde;

    /** Whether there is a changelog topic. */
    protected boolean loggingEnabled = true;

    /** Whether updates of a key may be combined before they go on. */
    protected boolean cachingEnabled = true;

    /** Configuration of the changelog topic. */
    protected Map<String, String> topicConfig = Map.of();

    /** Makes stores by kind; null for the configured choice. */
    protected @Nullable DslStoreSuppliers dslStoreSuppliers;

    /** How long windows and sessions are kept; null for as long as the operator needs them. */
    protected @Nullable Duration retention;

    /** The kinds of store that come with Millrace. */
    public enum StoreType implements DslStoreSuppliers {
        /** On disk, in RocksDB. */
        ROCKS_DB("RocksDBDslStoreSuppliers"),

        /** In the heap, restored from the changelog at each start. */
        IN_MEMORY("InMemoryDslStoreSuppliers");

        private static final String SUPPLIERS = "dev.millrace.streams.state.BuiltInDslStoreSuppliers$";

        private final String kind;

        StoreType(String kind) {
            this.kind = kind;
        }

        /** By name: this module is below the one that has them. */
        private DslStoreSuppliers suppliers() {
            try {
                return Utils.newInstance(SUPPLIERS + kind, DslStoreSuppliers.class);
            } catch (ClassNotFoundException missing) {
                throw new KafkaException("The module with the stores that come with Millrace is not there", missing);
            }
        }

        @Override
        public KeyValueBytesStoreSupplier keyValueStore(DslKeyValueParams params) {
            return suppliers().keyValueStore(params);
        }

        @Override
        public WindowBytesStoreSupplier windowStore(DslWindowParams params) {
            return suppliers().windowStore(params);
        }

        @Override
        public SessionBytesStoreSupplier sessionStore(DslSessionParams params) {
            return suppliers().sessionStore(params);
        }
    }

    private Materialized(
            @Nullable StoreSupplier<S> storeSupplier,
            @Nullable String storeName,
            @Nullable DslStoreSuppliers dslStoreSuppliers) {
        this.storeSupplier = storeSupplier;
        this.storeName = storeName;
        this.dslStoreSuppliers = dslStoreSuppliers;
    }

    /** A copy of {@code materialized}; for subclasses. */
    protected Materialized(Materialized<K, V, S> materialized) {
        this(materialized.storeSupplier, materialized.storeName, materialized.dslStoreSuppliers);
        keySerde = materialized.keySerde;
        valueSerde = materialized.valueSerde;
        loggingEnabled = materialized.loggingEnabled;
        cachingEnabled = materialized.cachingEnabled;
        topicConfig = materialized.topicConfig;
        retention = materialized.retention;
    }

    /** A store of the kind that {@code storeSuppliers} makes, under a generated name. */
    public static <K, V, S extends StateStore> Materialized<K, V, S> as(DslStoreSuppliers storeSuppliers) {
        return new Materialized<>(null, null, Objects.requireNonNull(storeSuppliers, "store type can't be null"));
    }

    /**
     * A store that can be queried as {@code storeName}.
     *
     * @throws dev.millrace.streams.errors.TopologyException if topics could not be called so
     */
    public static <K, V, S extends StateStore> Materialized<K, V, S> as(String storeName) {
        Named.validate(Objects.requireNonNull(storeName, "storeName can't be null"));
        return new Materialized<>(null, storeName, null);
    }

    /** The store that {@code supplier} makes, under the supplier's name. */
    public static <K, V> Materialized<K, V, KeyValueStore<Bytes, byte[]>> as(KeyValueBytesStoreSupplier supplier) {
        return new Materialized<>(Objects.requireNonNull(supplier, "supplier can't be null"), null, null);
    }

    /** The store of windows that {@code supplier} makes; how long they are kept is its affair. */
    public static <K, V> Materialized<K, V, WindowStore<Bytes, byte[]>> as(WindowBytesStoreSupplier supplier) {
        return new Materialized<>(Objects.requireNonNull(supplier, "supplier can't be null"), null, null);
    }

    /** The store of sessions that {@code supplier} makes, as with {@link #as(WindowBytesStoreSupplier)}. */
    public static <K, V> Materialized<K, V, SessionStore<Bytes, byte[]>> as(SessionBytesStoreSupplier supplier) {
        return new Materialized<>(Objects.requireNonNull(supplier, "supplier can't be null"), null, null);
    }

    /** Formats alone: the store cannot be queried. */
    public static <K, V, S extends StateStore> Materialized<K, V, S> with(
            @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        return new Materialized<K, V, S>(null, null, null)
                .withKeySerde(keySerde)
                .withValueSerde(valueSerde);
    }

    /** Sets the format of values. */
    public Materialized<K, V, S> withValueSerde(@Nullable Serde<V> valueSerde) {
        this.valueSerde = valueSerde;
        return this;
    }

    /** Sets the format of keys. */
    public Materialized<K, V, S> withKeySerde(@Nullable Serde<K> keySerde) {
        this.keySerde = keySerde;
        return this;
    }

    /**
     * Keeps a changelog topic, which is the default.
     *
     * @param config configuration of the topic, over what is set for all internal topics
     */
    public Materialized<K, V, S> withLoggingEnabled(Map<String, String> config) {
        loggingEnabled = true;
        topicConfig = Map.copyOf(Objects.requireNonNull(config, "config can't be null"));
        return this;
    }

    /** Keeps no changelog topic: what the store holds is lost with its disk. */
    public Materialized<K, V, S> withLoggingDisabled() {
        loggingEnabled = false;
        topicConfig = Map.of();
        return this;
    }

    /** Lets updates of a key be combined until the next commit, which is the default. */
    public Materialized<K, V, S> withCachingEnabled() {
        cachingEnabled = true;
        return this;
    }

    /** Sends each update on at once. */
    public Materialized<K, V, S> withCachingDisabled() {
        cachingEnabled = false;
        return this;
    }

    /**
     * Keeps windows and sessions longer than the operator needs them, for queries. A store of single rows keeps them
     * for ever, and a supplier's store as long as the supplier says.
     *
     * @param retention after the start of a window, or the end of a session
     * @throws IllegalArgumentException if it is null, negative, or too long
     */
    public Materialized<K, V, S> withRetention(Duration retention) {
        this.retention = Duration.ofMillis(Milliseconds.notNegative(retention, "retention"));
        return this;
    }

    /**
     * Chooses the kind of store.
     *
     * @throws IllegalArgumentException if a supplier was given already
     */
    public Materialized<K, V, S> withStoreType(DslStoreSuppliers storeSuppliers) {
        Objects.requireNonNull(storeSuppliers, "store type can't be null");
        if (storeSupplier != null) {
            throw new IllegalArgumentException("Cannot set store type when store supplier is pre-configured.");
        }
        dslStoreSuppliers = storeSuppliers;
        return this;
    }
}
