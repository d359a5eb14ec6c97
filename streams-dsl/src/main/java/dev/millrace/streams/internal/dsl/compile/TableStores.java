package dev.millrace.streams.internal.dsl.compile;

import dev.millrace.streams.DslStoreFormat;
import dev.millrace.streams.internal.dsl.option.TableOptions;
import dev.millrace.streams.state.DslKeyValueParams;
import dev.millrace.streams.state.KeyValueBytesStoreSupplier;
import dev.millrace.streams.state.StoreBuilder;
import dev.millrace.streams.state.Stores;
import dev.millrace.streams.state.VersionedBytesStoreSupplier;

/** Makes the builders of the stores that tables are kept in. */
final class TableStores {
    private TableStores() {}

    static StoreBuilder<?> builder(TableOptions<?, ?> options) {
        StoreBuilder<?> builder = plainBuilder(options);
        if (options.caching() && !options.versioned()) {
            builder.withCachingEnabled();
        }
        return options.logging() ? builder.withLoggingEnabled(options.topicConfig()) : builder.withLoggingDisabled();
    }

    private static <K, V> StoreBuilder<?> plainBuilder(TableOptions<K, V> options) {
        return options.supplier() instanceof VersionedBytesStoreSupplier versions
                ? Stores.versionedKeyValueStoreBuilder(versions, options.keySerde(), options.valueSerde())
                : Stores.timestampedKeyValueStoreBuilder(supplier(options), options.keySerde(), options.valueSerde());
    }

    private static KeyValueBytesStoreSupplier supplier(TableOptions<?, ?> options) {
        if (options.supplier() != null) {
            return (KeyValueBytesStoreSupplier) options.supplier();
        }
        return options.kind() == null
                ? Stores.persistentTimestampedKeyValueStore(options.name())
                : options.kind().keyValueStore(new DslKeyValueParams(options.name(), DslStoreFormat.TIMESTAMPED));
    }
}
