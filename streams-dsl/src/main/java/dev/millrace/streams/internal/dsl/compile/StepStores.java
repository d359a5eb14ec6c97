package dev.millrace.streams.internal.dsl.compile;

import java.time.Duration;

import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.DslStoreFormat;
import dev.millrace.streams.internal.dsl.plan.PlannedGraceRoom;
import dev.millrace.streams.internal.dsl.plan.PlannedJoinWindow;
import dev.millrace.streams.internal.dsl.plan.PlannedStore;
import dev.millrace.streams.internal.dsl.plan.PlannedWaitingRoom;
import dev.millrace.streams.internal.state.build.JoinWindowBuilder;
import dev.millrace.streams.kstream.EmitStrategy;
import dev.millrace.streams.state.BuiltInDslStoreSuppliers;
import dev.millrace.streams.state.DslKeyValueParams;
import dev.millrace.streams.state.DslStoreSuppliers;
import dev.millrace.streams.state.DslWindowParams;
import dev.millrace.streams.state.StoreBuilder;
import dev.millrace.streams.state.Stores;
import dev.millrace.streams.state.WindowBytesStoreSupplier;

/**
 * Makes the builders of stores that steps have for themselves. <i>Immutable.</i>
 *
 * @param byDefault makes stores whose kind the program left open; null if the application's settings decide
 */
record StepStores(@Nullable DslStoreSuppliers byDefault) {
    StoreBuilder<?> builder(PlannedStore store) {
        if (store instanceof PlannedGraceRoom
                || store instanceof PlannedJoinWindow window && window.keeping().supplier() != null) {
            return builder(store, BuiltInDslStoreSuppliers.ROCKS_DB);
        }
        return OpenStore.unlessGiven(kind(store), store.name(), kind -> builder(store, kind));
    }

    private @Nullable DslStoreSuppliers kind(PlannedStore store) {
        DslStoreSuppliers given = given(store);
        return given == null ? byDefault : given;
    }

    private static @Nullable DslStoreSuppliers given(PlannedStore store) {
        if (store instanceof PlannedWaitingRoom room) {
            return room.inHeap() ? BuiltInDslStoreSuppliers.IN_MEMORY : room.kind();
        }
        return store instanceof PlannedJoinWindow window ? window.keeping().kind() : null;
    }

    private static StoreBuilder<?> builder(PlannedStore store, DslStoreSuppliers kind) {
        StoreBuilder<?> builder = logged(store, kind);
        return store.logging() ? builder.withLoggingEnabled(store.topicConfig()) : builder.withLoggingDisabled();
    }

    private static StoreBuilder<?> logged(PlannedStore store, DslStoreSuppliers kind) {
        if (store instanceof PlannedJoinWindow window) {
            return JoinWindowBuilder.of(supplier(window, kind), window.keySerde(), window.valueSerde());
        }
        return store instanceof PlannedWaitingRoom || store instanceof PlannedGraceRoom
                ? room(store.name(), kind)
                : Stores.timestampedKeyValueStoreWithHeadersBuilder(
                        kind.keyValueStore(new DslKeyValueParams(store.name(), DslStoreFormat.TIMESTAMPED)),
                        Serdes.Bytes(),
                        Serdes.ByteArray());
    }

    private static WindowBytesStoreSupplier supplier(PlannedJoinWindow window, DslStoreSuppliers kind) {
        PlannedJoinWindow.Keeping keeping = window.keeping();
        if (keeping.supplier() != null) {
            return keeping.supplier();
        }
        return kind.windowStore(new DslWindowParams(
                window.name(),
                Duration.ofMillis(keeping.retentionMs()),
                Duration.ofMillis(keeping.windowMs()),
                true,
                EmitStrategy.onWindowUpdate(),
                false,
                DslStoreFormat.PLAIN));
    }

    private static StoreBuilder<?> room(String name, DslStoreSuppliers kind) {
        return Stores.keyValueStoreBuilder(
                kind.keyValueStore(new DslKeyValueParams(name, DslStoreFormat.PLAIN)),
                Serdes.Bytes(),
                Serdes.ByteArray());
    }
}
