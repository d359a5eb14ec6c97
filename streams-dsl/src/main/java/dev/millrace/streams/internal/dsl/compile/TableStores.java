package dev.millrace.streams.internal.dsl.compile;

import dev.millrace.streams.DslStoreFormat;
import dev.millrace.streams.internal.dsl.option.TableOptions;
import dev.millrace.streams.state.DslKeyValueParams;
import dev.millrace.streams.state.KeyValueBytesStoreSupplier;
import dev.millrace.streams.state.StoreBuilder;
import dev.millrace.streams.state.Stores;
import dev.millrace.streams.state.TimestampedKeyValueStore;

/** Makes the builders of the stores that tables are kept in. */
final class TableStores {
    private TableStores() {}

    static <K, V> StoreBuilder<TimestampedKeyValueStore<K, V>> builder(TableOptions<K, V> options) {
        StoreBuilder<TimestampedKeyValueStore<K, V>> builder =
                Stores.timestampedKeyValueStoreBuilder(supplier(options), options.keySerde(), options.valueSerde());
        if (options.caching()) {
            builder.withCachingEnabled();
        }
        return options.logging() ? builder.withLoggingEnabled(options.topicConfig()) : builder.withLoggingDisabled();
    }

    private static KeyValueBytesStoreSupplier supplier(TableOptions<?, ?> options) {
        KeyValueBytesStoreSupplier own = options.bytesSupplier();
        if (own != null) {
            return own;
        }
        return options.kind() == null
                ? Stores.persistentTimestampedKeyValueStore(options.name())
                : options.kind().keyValueStore(new DslKeyValueParams(options.name(), DslStoreFormat.TIMESTAMPED));
    }
}
