package dev.millrace.streams.internal.dsl.fluent;

import java.time.Duration;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.errors.TopologyException;
import dev.millrace.streams.internal.dsl.operator.suppress.Suppression;
import dev.millrace.streams.internal.dsl.option.NodeName;
import dev.millrace.streams.internal.dsl.option.StoreShape;
import dev.millrace.streams.internal.dsl.plan.Draft;
import dev.millrace.streams.internal.dsl.plan.PlannedTableStep;
import dev.millrace.streams.internal.dsl.plan.PlannedTableStep.VersionAware;
import dev.millrace.streams.kstream.Suppressed;
import dev.millrace.streams.kstream.internals.BufferBounds;
import dev.millrace.streams.kstream.internals.SuppressionTerms;

/** Plans {@code suppress} of a table. */
final class TableSuppression {
    private static final String SUPPRESS = "KTABLE-SUPPRESS-";

    private TableSuppression() {}

    /** The table {@code above} with changes held back as {@code suppressed} says. */
    static <K, V> FluentTable<K, V> of(FluentTable<K, V> above, @Nullable Suppressed<? super K> suppressed) {
        if (!(suppressed instanceof SuppressionTerms<?> terms)) {
            throw new IllegalArgumentException("Custom subclasses of Suppressed are not supported.");
        }
        Draft draft = above.draft();
        String given = NodeName.checked(terms.name());
        String name = given == null ? draft.names().node(SUPPRESS) : given;
        String store = given == null ? draft.names().store(SUPPRESS) : given + "-store";
        Duration wait = terms.patience();
        BufferBounds bounds = terms.bounds();
        Suppression<K, V> suppression = new Suppression<>(
                name,
                store,
                wait == null ? graceMs(draft, above.node()) : wait.toMillis(),
                wait == null,
                bounds.maxRecords(),
                bounds.maxBytes(),
                bounds.eager(),
                bounds.changelog(),
                above.keySerde(),
                above.valueSerde());
        VersionAware operator = (oldValues, versioned) -> unversioned(suppression, versioned);
        PlannedTableStep step = PlannedTableStep.of(name, above.node(), operator, null)
                .readThrough(() -> suppression.reading(above.reading()));
        draft.tables().sendOldValues(above.node(), true);
        draft.add(step);
        return new FluentTable<>(draft, name, above.keySerde(), above.valueSerde(), null);
    }

    /** Only the whole program tells whether the table above has versions, of its own or from further above. */
    private static <K, V> Suppression<K, V> unversioned(Suppression<K, V> suppression, boolean versioned) {
        if (versioned) {
            throw new TopologyException("suppress() is only supported for tables without versions: "
                    + suppression.stepName() + " is below a table with a versioned store");
        }
        return suppression;
    }

    private static long graceMs(Draft draft, String node) {
        return widestGraceMs(draft, node)
                .orElseThrow(() -> new TopologyException(
                        "Suppression until windows close needs a table of windows, which " + node + " is not made of"));
    }

    /** How long after its end a window of the table still changes; the longest, if it is made of several. */
    private static OptionalLong widestGraceMs(Draft draft, String node) {
        if (!(draft.node(node) instanceof PlannedTableStep table)) {
            return OptionalLong.empty();
        }
        StoreShape shape =
                table.store() == null ? new StoreShape.Rows() : table.store().shape();
        if (shape instanceof StoreShape.OfWindows windows) {
            return OptionalLong.of(windows.graceMs());
        }
        if (shape instanceof StoreShape.OfSessions sessions) {
            return OptionalLong.of(sessions.graceMs());
        }
        return table.parents().stream()
                .map(parent -> widestGraceMs(draft, parent))
                .flatMapToLong(OptionalLong::stream)
                .max();
    }
}
