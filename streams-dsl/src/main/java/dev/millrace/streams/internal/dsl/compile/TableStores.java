package dev.millrace.streams.internal.dsl.compile;

import java.time.Duration;

import dev.millrace.streams.DslStoreFormat;
import dev.millrace.streams.internal.dsl.option.StoreShape;
import dev.millrace.streams.internal.dsl.option.TableOptions;
import dev.millrace.streams.kstream.EmitStrategy;
import dev.millrace.streams.state.DslKeyValueParams;
import dev.millrace.streams.state.DslSessionParams;
import dev.millrace.streams.state.DslStoreSuppliers;
import dev.millrace.streams.state.DslWindowParams;
import dev.millrace.streams.state.KeyValueBytesStoreSupplier;
import dev.millrace.streams.state.SessionBytesStoreSupplier;
import dev.millrace.streams.state.StoreBuilder;
import dev.millrace.streams.state.Stores;
import dev.millrace.streams.state.VersionedBytesStoreSupplier;
import dev.millrace.streams.state.WindowBytesStoreSupplier;

/**
 * Makes the builders of the stores that tables are kept in. <i>Immutable.</i>
 *
 * @param byDefault makes stores for which the program names no kind
 */
record TableStores(DslStoreSuppliers byDefault) {
    StoreBuilder<?> builder(TableOptions<?, ?> options) {
        StoreBuilder<?> builder = builderOf(options);
        if (options.caching() && !options.versioned() && !handsOnWhenClosed(options.shape())) {
            builder.withCachingEnabled();
        }
        return options.logging() ? builder.withLoggingEnabled(options.topicConfig()) : builder.withLoggingDisabled();
    }

    private StoreBuilder<?> builderOf(TableOptions<?, ?> options) {
        StoreShape shape = options.shape();
        if (shape instanceof StoreShape.OfWindows windows) {
            return Stores.timestampedWindowStoreBuilder(
                    windows(options, windows), options.keySerde(), options.valueSerde());
        }
        if (shape instanceof StoreShape.OfSessions sessions) {
            return Stores.sessionStoreBuilder(sessions(options, sessions), options.keySerde(), options.valueSerde());
        }
        if (options.supplier() instanceof VersionedBytesStoreSupplier versions) {
            return Stores.versionedKeyValueStoreBuilder(versions, options.keySerde(), options.valueSerde());
        }
        return Stores.timestampedKeyValueStoreBuilder(rows(options), options.keySerde(), options.valueSerde());
    }

    /** A cache would only hold up what the operator reads from the store itself. */
    private static boolean handsOnWhenClosed(StoreShape shape) {
        return shape instanceof StoreShape.OfWindows windows && onClose(windows.emitStrategy())
                || shape instanceof StoreShape.OfSessions sessions && onClose(sessions.emitStrategy());
    }

    private static boolean onClose(EmitStrategy strategy) {
        return strategy.type() == EmitStrategy.StrategyType.ON_WINDOW_CLOSE;
    }

    private KeyValueBytesStoreSupplier rows(TableOptions<?, ?> options) {
        if (options.supplier() != null) {
            return (KeyValueBytesStoreSupplier) options.supplier();
        }
        return kind(options).keyValueStore(new DslKeyValueParams(options.name(), DslStoreFormat.TIMESTAMPED));
    }

    private WindowBytesStoreSupplier windows(TableOptions<?, ?> options, StoreShape.OfWindows shape) {
        if (options.supplier() != null) {
            return (WindowBytesStoreSupplier) options.supplier();
        }
        return kind(options)
                .windowStore(new DslWindowParams(
                        options.name(),
                        Duration.ofMillis(shape.retentionMs()),
                        Duration.ofMillis(shape.sizeMs()),
                        false,
                        shape.emitStrategy(),
                        shape.sliding(),
                        DslStoreFormat.TIMESTAMPED));
    }

    private SessionBytesStoreSupplier sessions(TableOptions<?, ?> options, StoreShape.OfSessions shape) {
        if (options.supplier() != null) {
            return (SessionBytesStoreSupplier) options.supplier();
        }
        return kind(options)
                .sessionStore(new DslSessionParams(
                        options.name(),
                        Duration.ofMillis(shape.retentionMs()),
                        shape.emitStrategy(),
                        DslStoreFormat.PLAIN));
    }

    private DslStoreSuppliers kind(TableOptions<?, ?> options) {
        return options.kind() == null ? byDefault : options.kind();
    }
}
