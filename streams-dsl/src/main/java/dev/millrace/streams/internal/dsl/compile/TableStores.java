package dev.millrace.streams.internal.dsl.compile;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.DslStoreFormat;
import dev.millrace.streams.internal.dsl.option.StoreShape;
import dev.millrace.streams.internal.dsl.option.TableOptions;
import dev.millrace.streams.kstream.EmitStrategy;
import dev.millrace.streams.state.BuiltInDslStoreSuppliers;
import dev.millrace.streams.state.DslKeyValueParams;
import dev.millrace.streams.state.DslSessionParams;
import dev.millrace.streams.state.DslStoreSuppliers;
import dev.millrace.streams.state.DslWindowParams;
import dev.millrace.streams.state.HeadersBytesStoreSupplier;
import dev.millrace.streams.state.KeyValueBytesStoreSupplier;
import dev.millrace.streams.state.SessionBytesStoreSupplier;
import dev.millrace.streams.state.StoreBuilder;
import dev.millrace.streams.state.Stores;
import dev.millrace.streams.state.VersionedBytesStoreSupplier;
import dev.millrace.streams.state.WindowBytesStoreSupplier;

/**
 * Makes the builders of the stores that tables are kept in. <i>Immutable.</i>
 *
 * @param byDefault makes stores for which the program names no kind; null if the application's settings decide
 */
record TableStores(@Nullable DslStoreSuppliers byDefault) {
    StoreBuilder<?> builder(TableOptions<?, ?> options) {
        DslStoreSuppliers kind = options.kind() == null ? byDefault : options.kind();
        return options.supplier() == null
                ? OpenStore.of(kind, options.name(), chosen -> builder(options, chosen))
                : builder(options, new StoreKind(BuiltInDslStoreSuppliers.ROCKS_DB, false));
    }

    private static StoreBuilder<?> builder(TableOptions<?, ?> options, StoreKind kind) {
        StoreBuilder<?> builder = builderOf(options, kind);
        if (options.caching() && !options.versioned() && !handsOnWhenClosed(options.shape())) {
            builder.withCachingEnabled();
        }
        return options.logging() ? builder.withLoggingEnabled(options.topicConfig()) : builder.withLoggingDisabled();
    }

    private static StoreBuilder<?> builderOf(TableOptions<?, ?> options, StoreKind kind) {
        StoreShape shape = options.shape();
        if (shape instanceof StoreShape.OfWindows windows) {
            return builder(options, windows(options, windows, kind));
        }
        if (shape instanceof StoreShape.OfSessions sessions) {
            return builder(options, sessions(options, sessions, kind));
        }
        if (options.supplier() instanceof VersionedBytesStoreSupplier versions) {
            return Stores.versionedKeyValueStoreBuilder(versions, options.keySerde(), options.valueSerde());
        }
        return builder(options, rows(options, kind));
    }

    private static StoreBuilder<?> builder(TableOptions<?, ?> options, KeyValueBytesStoreSupplier rows) {
        return rows instanceof HeadersBytesStoreSupplier
                ? Stores.timestampedKeyValueStoreWithHeadersBuilder(rows, options.keySerde(), options.valueSerde())
                : Stores.timestampedKeyValueStoreBuilder(rows, options.keySerde(), options.valueSerde());
    }

    private static StoreBuilder<?> builder(TableOptions<?, ?> options, WindowBytesStoreSupplier windows) {
        return windows instanceof HeadersBytesStoreSupplier
                ? Stores.timestampedWindowStoreWithHeadersBuilder(windows, options.keySerde(), options.valueSerde())
                : Stores.timestampedWindowStoreBuilder(windows, options.keySerde(), options.valueSerde());
    }

    private static StoreBuilder<?> builder(TableOptions<?, ?> options, SessionBytesStoreSupplier sessions) {
        return sessions instanceof HeadersBytesStoreSupplier
                ? Stores.sessionStoreWithHeadersBuilder(sessions, options.keySerde(), options.valueSerde())
                : Stores.sessionStoreBuilder(sessions, options.keySerde(), options.valueSerde());
    }

    /** As in Kafka Streams, where only the windows of one length are cached although they are read when they close. */
    private static boolean handsOnWhenClosed(StoreShape shape) {
        return shape instanceof StoreShape.OfWindows windows && windows.sliding() && onClose(windows.emitStrategy())
                || shape instanceof StoreShape.OfSessions sessions && onClose(sessions.emitStrategy());
    }

    private static boolean onClose(EmitStrategy strategy) {
        return strategy.type() == EmitStrategy.StrategyType.ON_WINDOW_CLOSE;
    }

    private static KeyValueBytesStoreSupplier rows(TableOptions<?, ?> options, StoreKind kind) {
        if (options.supplier() != null) {
            return (KeyValueBytesStoreSupplier) options.supplier();
        }
        return kind.suppliers()
                .keyValueStore(new DslKeyValueParams(options.name(), kind.format(DslStoreFormat.TIMESTAMPED)));
    }

    private static WindowBytesStoreSupplier windows(
            TableOptions<?, ?> options, StoreShape.OfWindows shape, StoreKind kind) {
        if (options.supplier() != null) {
            return (WindowBytesStoreSupplier) options.supplier();
        }
        return kind.suppliers()
                .windowStore(new DslWindowParams(
                        options.name(),
                        Duration.ofMillis(shape.retentionMs()),
                        Duration.ofMillis(shape.sizeMs()),
                        false,
                        shape.emitStrategy(),
                        shape.sliding(),
                        kind.format(DslStoreFormat.TIMESTAMPED)));
    }

    private static SessionBytesStoreSupplier sessions(
            TableOptions<?, ?> options, StoreShape.OfSessions shape, StoreKind kind) {
        if (options.supplier() != null) {
            return (SessionBytesStoreSupplier) options.supplier();
        }
        return kind.suppliers()
                .sessionStore(new DslSessionParams(
                        options.name(),
                        Duration.ofMillis(shape.retentionMs()),
                        shape.emitStrategy(),
                        kind.format(DslStoreFormat.PLAIN)));
    }
}
