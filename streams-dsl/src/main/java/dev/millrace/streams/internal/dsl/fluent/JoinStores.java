package dev.millrace.streams.internal.dsl.fluent;

import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.errors.StreamsException;
import dev.millrace.streams.internal.dsl.operator.join.JoinStreamSide.Waiting;
import dev.millrace.streams.internal.dsl.operator.join.JoinWindowMs;
import dev.millrace.streams.internal.dsl.option.JoinWindowOptions;
import dev.millrace.streams.internal.dsl.option.WindowedJoinOptions;
import dev.millrace.streams.internal.dsl.plan.PlannedJoinWindow;
import dev.millrace.streams.internal.dsl.plan.PlannedJoinWindow.Keeping;
import dev.millrace.streams.internal.dsl.plan.PlannedWaitingRoom;
import dev.millrace.streams.kstream.JoinWindows;
import dev.millrace.streams.state.WindowBytesStoreSupplier;

/** The stores of a join of streams. <i>Immutable.</i> */
record JoinStores(WindowedJoinOptions<?, ?, ?> options, JoinWindowOptions windowOptions, JoinNames names) {
    /**
     * Sees to it that stores of the program's own fit the window.
     *
     * @throws StreamsException if not
     */
    static void check(WindowedJoinOptions<?, ?, ?> options, JoinWindows windows) {
        if (options.left() != null
                && options.right() != null
                && options.left().name().equals(options.right().name())) {
            throw new StreamsException(
                    "Both StoreSuppliers have the same name.  StoreSuppliers must provide unique names");
        }
        checkWindow(options.left(), windows);
        checkWindow(options.right(), windows);
    }

    private static void checkWindow(@Nullable WindowBytesStoreSupplier supplier, JoinWindows windows) {
        if (supplier == null) {
            return;
        }
        if (!supplier.retainDuplicates()) {
            throw new StreamsException(
                    "The StoreSupplier must set retainDuplicates=true, found retainDuplicates=false");
        }
        JoinWindowOptions window = JoinWindowOptions.of(windows);
        if (supplier.windowSize() != window.sizeMs() || supplier.retentionPeriod() != window.retentionMs()) {
            throw new StreamsException("Window settings mismatch. WindowBytesStoreSupplier settings " + supplier
                    + " must match JoinWindows settings " + windows + " for the window size and retention period");
        }
    }

    JoinWindowMs window() {
        return new JoinWindowMs(windowOptions.beforeMs(), windowOptions.afterMs(), windowOptions.graceMs());
    }

    PlannedJoinWindow left() {
        return store(options.left(), names.left().store(), options.serdes().left());
    }

    PlannedJoinWindow right() {
        return store(options.right(), names.right().store(), options.serdes().right());
    }

    private PlannedJoinWindow store(
            @Nullable WindowBytesStoreSupplier supplier, String name, @Nullable Serde<?> valueSerde) {
        return new PlannedJoinWindow(
                supplier == null ? name : supplier.name(),
                new Keeping(supplier, options.kind(), windowOptions.sizeMs(), windowOptions.retentionMs()),
                options.serdes().key(),
                valueSerde,
                options.logging(),
                options.topicConfig());
    }

    PlannedWaitingRoom waitingRoom() {
        WindowBytesStoreSupplier supplier = options.left();
        boolean inHeap = supplier != null && !supplier.get().persistent();
        return new PlannedWaitingRoom(
                names.waitingRoom(), options.kind(), inHeap, options.logging(), options.topicConfig());
    }

    Waiting waiting() {
        return new Waiting(
                names.waitingRoom(),
                options.serdes().key(),
                options.serdes().left(),
                options.serdes().right());
    }
}
