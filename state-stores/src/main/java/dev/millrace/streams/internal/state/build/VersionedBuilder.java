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

/**
 * Builds versioned stores, which have no cache, since every version counts. Threads: as in {@link StackBuilder}.
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
public final class VersionedBuilder<K, V>
        extends StackBuilder<VersionedBytesStoreSupplier, VersionedKeyValueStore<K, V>>
        implements ChangelogTopicDefaults {
    /** Compaction must not overtake a reader that is behind by this much. */
    private static final long COMPACTION_MARGIN_MS = Duration.ofDays(1).toMillis();

    private final long historyRetentionMs;

    /** With nothing asked for yet; serdes may be null as in {@link Forms#plain}. */
    public VersionedBuilder(
            VersionedBytesStoreSupplier supplier, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        super(supplier, asked -> store(asked, Forms.plain(keySerde, valueSerde)));
        historyRetentionMs = supplier.historyRetentionMs();
    }

    private static <K, V> VersionedKeyValueStore<K, V> store(
            Asked<VersionedBytesStoreSupplier> asked, Forms<K, V> forms) {
        VersionedBytesStoreSupplier supplier = asked.supplier();
        if (supplier instanceof VersionedSupplier ours) {
            return new VersionedFacade<>(new VersionedSpec<>(
                    ours.name(), forms, ours.opening(), ours.historyRetentionMs(), asked.logging()));
        }
        if (supplier.get() instanceof VersionedBytesStore store) {
            return new SuppliedVersions<>(store, forms, asked.logging());
        }
        throw new IllegalStateException("Supplier " + supplier.getClass().getName() + " of store " + supplier.name()
                + " must give a VersionedBytesStore");
    }

    @Override
    public StoreBuilder<VersionedKeyValueStore<K, V>> withCachingEnabled() {
        throw new IllegalStateException("Versioned store " + name() + " cannot have a cache: it keeps every version");
    }

    /** Versions must stay in the changelog for as long as the history goes back. */
    @Override
    public Map<String, String> changelogTopicDefaults() {
        return Map.of(
                TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG, Long.toString(historyRetentionMs + COMPACTION_MARGIN_MS));
    }
}
