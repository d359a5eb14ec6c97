package dev.millrace.streams.internal.dsl.operator.suppress;

import java.util.Map;

import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.state.StoreBuilder;

/**
 * Builds the buffers of one suppression; what it was given cannot be changed. <i>Immutable.</i>
 *
 * @param name name of the store
 * @param keySerde null for the default one
 * @param valueSerde null for the default one
 * @param changelog configuration of the changelog topic; null for no changelog
 */
record HeldBackBuilder<K, V>(
        String name,
        @Nullable Serde<K> keySerde,
        @Nullable Serde<V> valueSerde,
        @Nullable Map<String, String> changelog)
        implements StoreBuilder<StateStore> {
    @Override
    public StateStore build() {
        return new HeldBackChanges<>(name, loggingEnabled(), keySerde, valueSerde);
    }

    @Override
    public Map<String, String> logConfig() {
        return changelog == null ? Map.of() : changelog;
    }

    @Override
    public boolean loggingEnabled() {
        return changelog != null;
    }

    @Override
    public StoreBuilder<StateStore> withCachingEnabled() {
        throw new UnsupportedOperationException("A suppression buffer is one itself and has no cache");
    }

    @Override
    public StoreBuilder<StateStore> withCachingDisabled() {
        return this;
    }

    @Override
    public StoreBuilder<StateStore> withLoggingEnabled(Map<String, String> config) {
        return new HeldBackBuilder<>(name, keySerde, valueSerde, Map.copyOf(config));
    }

    @Override
    public StoreBuilder<StateStore> withLoggingDisabled() {
        return new HeldBackBuilder<>(name, keySerde, valueSerde, null);
    }
}
