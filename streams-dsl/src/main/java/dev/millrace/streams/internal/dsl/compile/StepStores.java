package dev.millrace.streams.internal.dsl.compile;

import java.time.Duration;

import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.DslStoreFormat;
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
 * @param byDefault makes stores whose kind the program left open
 */
record StepStores(DslStoreSuppliers byDefault) {
    StoreBuilder<?> builder(PlannedStore store) {
        StoreBuilder<?> builder = logged(store);
        return store.logging() ? builder.withLoggingEnabled(store.topicConfig()) : builder.withLoggingDisabled();
    }

    private StoreBuilder<?> logged(PlannedStore store) {
        if (store instanceof PlannedJoinWindow window) {
            return window(window);
        }
        return store instanceof PlannedWaitingRoom room
                ? waitingRoom(room)
                : Stores.timestampedKeyValueStoreWithHeadersBuilder(
                        byDefault.keyValueStore(new DslKeyValueParams(store.name(), DslStoreFormat.TIMESTAMPED)),
                        Serdes.Bytes(),
                        Serdes.ByteArray());
    }

    private StoreBuilder<?> window(PlannedJoinWindow window) {
        return JoinWindowBuilder.of(supplier(window), window.keySerde(), window.valueSerde());
    }

    private WindowBytesStoreSupplier supplier(PlannedJoinWindow window) {
        PlannedJoinWindow.Keeping keeping = window.keeping();
        if (keeping.supplier() != null) {
            return keeping.supplier();
        }
        return kind(keeping.kind())
                .windowStore(new DslWindowParams(
                        window.name(),
                        Duration.ofMillis(keeping.retentionMs()),
                        Duration.ofMillis(keeping.windowMs()),
                        true,
                        EmitStrategy.onWindowUpdate(),
                        false,
                        DslStoreFormat.PLAIN));
    }

    private StoreBuilder<?> waitingRoom(PlannedWaitingRoom room) {
        DslStoreSuppliers kind = room.inHeap() ? BuiltInDslStoreSuppliers.IN_MEMORY : kind(room.kind());
        return Stores.keyValueStoreBuilder(
                kind.keyValueStore(new DslKeyValueParams(room.name(), DslStoreFormat.PLAIN)),
                Serdes.Bytes(),
                Serdes.ByteArray());
    }

    private DslStoreSuppliers kind(@Nullable DslStoreSuppliers given) {
        return given == null ? byDefault : given;
    }
}
