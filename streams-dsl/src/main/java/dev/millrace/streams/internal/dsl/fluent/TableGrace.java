package dev.millrace.streams.internal.dsl.fluent;

import java.time.Duration;

import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.dsl.operator.join.WaitForTable;
import dev.millrace.streams.internal.dsl.option.JoinOptions;
import dev.millrace.streams.internal.dsl.plan.PlanNode;
import dev.millrace.streams.internal.dsl.plan.PlannedGraceRoom;
import dev.millrace.streams.internal.dsl.plan.PlannedStep;
import dev.millrace.streams.internal.dsl.plan.PlannedTableStep;
import dev.millrace.streams.processor.api.ProcessorSupplier;

/**
 * How the records of a stream wait for a table that they are joined with (KIP-923). <i>Immutable.</i>
 *
 * @param grace how long, in time of the stream
 * @param keySerde null for the configured default
 * @param valueSerde null for the configured default
 */
record TableGrace<K, V>(Duration grace, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {

    /** As {@code options} say; formats they leave open are those of {@code stream}. */
    static <K, V> TableGrace<K, V> of(Duration grace, JoinOptions<K, V, ?> options, FluentStream<K, V> stream) {
        return new TableGrace<>(
                grace,
                options.keySerde() == null ? stream.keySerde() : options.keySerde(),
                options.valueSerde() == null ? stream.valueSerde() : options.valueSerde());
    }

    /**
     * Sees to it that the table has rows of the past, as far as can be told now; the rest comes out at build time.
     *
     * @throws IllegalArgumentException if it has not
     */
    static void requireVersions(FluentTable<?, ?> table) {
        PlanNode node = table.draft().node(table.node());
        if (node instanceof PlannedTableStep step && withoutVersions(step)) {
            throw new IllegalArgumentException(PlannedGraceRoom.NO_VERSIONS);
        }
    }

    private static boolean withoutVersions(PlannedTableStep step) {
        return step.store() == null
                ? step.onDemand().reserve() != null || step.onDemand().endsVersions()
                : !step.store().versioned();
    }

    /** The same step, whose {@code join} only gets records that have waited. */
    <VOut> PlannedStep waiting(PlannedStep step, ProcessorSupplier<K, V, K, VOut> join) {
        String storeName = step.name() + PlannedGraceRoom.SUFFIX;
        WaitForTable.Formats<K, V> formats = new WaitForTable.Formats<>(storeName, keySerde, valueSerde);
        ProcessorSupplier<K, V, K, VOut> waiting = () -> new WaitForTable<>(join.get(), formats, grace.toMillis());
        return new PlannedStep(step.name(), step.parents(), waiting, step.effect(), step.stores())
                .with(new PlannedGraceRoom(storeName, grace.toMillis()));
    }
}
