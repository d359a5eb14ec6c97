package dev.millrace.streams.internal.state.build;

import java.time.Duration;
import java.util.Map;

import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.spi.ChangelogTopicDefaults;
import dev.millrace.streams.internal.state.typed.Forms;
import dev.millrace.streams.internal.state.versioned.SuppliedVersions;
import dev.millrace.streams.internal.state.versioned.VersionedFacade;
import dev.millrace.streams.internal.state.versioned.VersionedSpec;
import dev.millrace.streams.state.StoreBuilder;
import dev.millrace.streams.state.VersionedBytesStore;
import dev.millrace.streams.state.VersionedBytesStoreSupplier;
import dev.millrace.streams.state.VersionedKeyValueStore;

import static java.util.Objects.requireNonNull;

/**
 * Collects what the program wants of a versioned store; there is no cache, since every version counts. <i>Confined to
 * the thread that builds the topology</i> until it is complete; building stores changes nothing.
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
public final class VersionedBuilder<K, V>
        implements StoreBuilder<VersionedKeyValueStore<K, V>>, ChangelogTopicDefaults {
    /** Compaction must not overtake a reader that is behind by this much. */
    private static final long COMPACTION_MARGIN_MS = Duration.ofDays(1).toMillis();

    private final VersionedBytesStoreSupplier supplier;
    private final Forms<K, V> forms;
    private boolean logging = true;
    private Map<String, String> logConfig = Map.of();

    /** With nothing asked for yet; serdes may be null as in {@link Forms#plain}. */
    public VersionedBuilder(
            VersionedBytesStoreSupplier supplier, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        this.supplier = requireNonNull(supplier, "supplier cannot be null");
        this.forms = Forms.plain(keySerde, valueSerde);
    }

    @Override
    public StoreBuilder<VersionedKeyValueStore<K, V>> withCachingEnabled() {
        throw new IllegalStateException("Versioned store " + name() + " cannot have a cache: it keeps every version");
    }

    @Override
    public StoreBuilder<VersionedKeyValueStore<K, V>> withCachingDisabled() {
        return this;
    }

    @Override
    public StoreBuilder<VersionedKeyValueStore<K, V>> withLoggingEnabled(Map<String, String> config) {
        logging = true;
        logConfig = Map.copyOf(requireNonNull(config, "config cannot be null"));
        return this;
    }

    @Override
    public StoreBuilder<VersionedKeyValueStore<K, V>> withLoggingDisabled() {
        logging = false;
        logConfig = Map.of();
        return this;
    }

    @Override
    public VersionedKeyValueStore<K, V> build() {
        if (supplier instanceof VersionedSupplier ours) {
            return new VersionedFacade<>(
                    new VersionedSpec<>(name(), forms, ours.opening(), ours.historyRetentionMs(), logging));
        }
        if (supplier.get() instanceof VersionedBytesStore store) {
            return new SuppliedVersions<>(store, forms, logging);
        }
        throw new IllegalStateException("Supplier " + supplier.getClass().getName() + " of store " + name()
                + " must give a VersionedBytesStore");
    }

    @Override
    public Map<String, String> logConfig() {
        return logConfig;
    }

    @Override
    public boolean loggingEnabled() {
        return logging;
    }

    @Override
    public String name() {
        return supplier.name();
    }

    /** Versions must stay in the changelog for as long as the history goes back. */
    @Override
    public Map<String, String> changelogTopicDefaults() {
        return Map.of(
                TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG,
                Long.toString(supplier.historyRetentionMs() + COMPACTION_MARGIN_MS));
    }
}
