package dev.millrace.streams.internal.dsl.fluent;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.internal.dsl.change.Change;
import dev.millrace.streams.internal.dsl.operator.table.RegroupTable;
import dev.millrace.streams.internal.dsl.option.GroupOptions;
import dev.millrace.streams.internal.dsl.option.NodeName;
import dev.millrace.streams.internal.dsl.plan.Draft;
import dev.millrace.streams.internal.dsl.plan.PlannedTableStep;
import dev.millrace.streams.internal.dsl.plan.PlannedTableStep.VersionAware;
import dev.millrace.streams.kstream.Grouped;
import dev.millrace.streams.kstream.KGroupedTable;
import dev.millrace.streams.kstream.KeyValueMapper;
import dev.millrace.streams.processor.api.ProcessorSupplier;

import static java.util.Objects.requireNonNull;

/** Plans {@code groupBy} of a table. */
final class TableGrouping {
    private TableGrouping() {}

    /** The rows of {@code above} by the keys that {@code selector} gives; the table is kept to know what they were. */
    static <K, V, KR, VR> KGroupedTable<KR, VR> of(
            FluentTable<K, V> above,
            KeyValueMapper<? super K, ? super V, ? extends KeyValue<? extends KR, ? extends VR>> selector,
            Grouped<KR, VR> grouped) {
        requireNonNull(selector, "selector can't be null");
        GroupOptions<KR, VR> options = GroupOptions.of(requireNonNull(grouped, "grouped can't be null"));
        Draft draft = above.draft();
        String name = draft.names().nodeOr(NodeName.checked(options.name()), "KTABLE-SELECT-");
        VersionAware operator = (old, versioned) -> regrouping(selector, versioned);
        draft.tables().sendOldValues(above.node(), true);
        draft.add(PlannedTableStep.of(name, above.node(), operator, null));
        return new FluentGroupedTable<>(draft, name, options);
    }

    private static <K, V, KR, VR> ProcessorSupplier<K, Change<V>, KR, Change<VR>> regrouping(
            KeyValueMapper<? super K, ? super V, ? extends KeyValue<? extends KR, ? extends VR>> selector,
            boolean versioned) {
        return () -> new RegroupTable<>(selector, versioned);
    }
}
