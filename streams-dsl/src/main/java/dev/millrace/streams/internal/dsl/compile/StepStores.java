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
import dev.millrace.streams.state.HeadersBytesStoreSupplier;
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
        if (store instanceof PlannedGraceRoom) {
            return builder(store, new StoreKind(BuiltInDslStoreSuppliers.ROCKS_DB, false));
        }
        return OpenStore.of(kind(store), store.name(), chosen -> builder(store, chosen));
    }

    private @Nullable DslStoreSuppliers kind(PlannedStore store) {
        DslStoreSuppliers given = given(store);
        return given == null ? byDefault : given;
    }

    private static @Nullable DslStoreSuppliers given(PlannedStore store) {
        if (store instanceof PlannedWaitingRoom room) {
            return room.inHeap() ? BuiltInDslStoreSuppliers.IN_MEMORY : room.kind();
        }
        if (!(store instanceof PlannedJoinWindow window)) {
            return null;
        }
        return window.keeping().supplier() == null ? window.keeping().kind() : BuiltInDslStoreSuppliers.ROCKS_DB;
    }

    private static StoreBuilder<?> builder(PlannedStore store, StoreKind kind) {
        StoreBuilder<?> builder = logged(store, kind);
        return store.logging() ? builder.withLoggingEnabled(store.topicConfig()) : builder.withLoggingDisabled();
    }

    private static StoreBuilder<?> logged(PlannedStore store, StoreKind kind) {
        if (store instanceof PlannedJoinWindow window) {
            return builder(window, supplier(window, kind), kind.headed());
        }
        return store instanceof PlannedWaitingRoom || store instanceof PlannedGraceRoom
                ? room(store.name(), kind.suppliers())
                : Stores.timestampedKeyValueStoreWithHeadersBuilder(
                        kind.suppliers()
                                .keyValueStore(
                                        new DslKeyValueParams(store.name(), kind.format(DslStoreFormat.TIMESTAMPED))),
                        Serdes.Bytes(),
                        Serdes.ByteArray());
    }

    private static StoreBuilder<?> builder(
            PlannedJoinWindow window, WindowBytesStoreSupplier supplier, boolean headed) {
        return headed || supplier instanceof HeadersBytesStoreSupplier
                ? Stores.timestampedWindowStoreWithHeadersBuilder(supplier, window.keySerde(), window.valueSerde())
                : JoinWindowBuilder.of(supplier, window.keySerde(), window.valueSerde());
    }

    private static WindowBytesStoreSupplier supplier(PlannedJoinWindow window, StoreKind kind) {
        PlannedJoinWindow.Keeping keeping = window.keeping();
        if (keeping.supplier() != null) {
            return keeping.supplier();
        }
        return kind.suppliers()
                .windowStore(new DslWindowParams(
                        window.name(),
                        Duration.ofMillis(keeping.retentionMs()),
                        Duration.ofMillis(keeping.windowMs()),
                        true,
                        EmitStrategy.onWindowUpdate(),
                        false,
                        kind.format(DslStoreFormat.PLAIN)));
    }

    private static StoreBuilder<?> room(String name, DslStoreSuppliers kind) {
        return Stores.keyValueStoreBuilder(
                kind.keyValueStore(new DslKeyValueParams(name, DslStoreFormat.PLAIN)),
                Serdes.Bytes(),
                Serdes.ByteArray());
    }
}
