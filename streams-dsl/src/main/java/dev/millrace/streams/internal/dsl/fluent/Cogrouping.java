package dev.millrace.streams.internal.dsl.fluent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.dsl.change.Change;
import dev.millrace.streams.internal.dsl.change.TableReading;
import dev.millrace.streams.internal.dsl.operator.aggregate.Fold;
import dev.millrace.streams.internal.dsl.operator.stateless.PassRecords;
import dev.millrace.streams.internal.dsl.option.NodeName;
import dev.millrace.streams.internal.dsl.option.TableOptions;
import dev.millrace.streams.internal.dsl.plan.Draft;
import dev.millrace.streams.internal.dsl.plan.PlannedTableStep;
import dev.millrace.streams.kstream.Aggregator;
import dev.millrace.streams.kstream.Initializer;
import dev.millrace.streams.kstream.Named;
import dev.millrace.streams.processor.api.Processor;
import dev.millrace.streams.processor.api.ProcessorSupplier;

import static java.util.Objects.requireNonNull;

/**
 * The streams of a cogroup with their aggregators, and how they become one table: an aggregate for each, all in one
 * store, and a step that brings their changes together. <i>Confined to the thread that writes the program.</i>
 *
 * @param <K> type of the groups' keys
 * @param <A> type of aggregates
 */
final class Cogrouping<K, A> {
    private static final String PREFIX = "COGROUPKSTREAM-";
    private static final String AGGREGATE = PREFIX + "AGGREGATE-";

    private final Draft draft;
    private final Map<Grouping<K, ?>, Aggregator<? super K, Object, A>> parts = new LinkedHashMap<>();

    /** The nodes that send the groups, once there is an aggregate: later ones share them, whatever their names. */
    private final Map<Grouping<K, ?>, String> places = new HashMap<>();

    Cogrouping(Draft draft) {
        this.draft = draft;
    }

    @SuppressWarnings("unchecked")
    <V> void add(Grouping<K, V> grouping, Aggregator<? super K, ? super V, A> aggregator) {
        parts.put(grouping, (Aggregator<? super K, Object, A>) aggregator);
    }

    /** Completes what a program said of the store. */
    TableOptions<K, A> complete(TableOptions<K, A> asked) {
        return asked.named(() -> draft.names().store(AGGREGATE));
    }

    /** Begins with {@code initializer} and adds {@code V} by the aggregator of each stream. */
    <KOut> FluentTable<KOut, A> table(
            Named named,
            TableOptions<K, A> store,
            Initializer<A> initializer,
            Function<Fold<K, Object, A>, Processor<K, Object, KOut, Change<A>>> processors,
            @Nullable Serde<KOut> keys) {
        String given = NodeName.of(requireNonNull(named, "named can't be null"));
        List<String> parents = new ArrayList<>();
        for (Grouping<K, ?> grouping : parts.keySet()) {
            String parent = grouping.parentOfCogroup(store.name(), places.get(grouping));
            places.put(grouping, parent);
            parents.add(parent);
        }
        List<String> aggregates = new ArrayList<>();
        for (Aggregator<? super K, Object, A> aggregator : parts.values()) {
            int turn = aggregates.size();
            String name = draft.names().suffixedOr(given, "-cogroup-agg-" + turn, AGGREGATE);
            draft.add(PlannedTableStep.of(
                    name,
                    parents.get(turn),
                    oldValues -> supplier(processors, new Fold<>(store.name(), initializer, aggregator, oldValues)),
                    store));
            aggregates.add(name);
        }
        String merge = draft.names().suffixedOr(given, "-cogroup-merge", PREFIX + "MERGE-");
        ProcessorSupplier<KOut, Change<A>, KOut, Change<A>> pass = PassRecords::new;
        draft.add(PlannedTableStep.of(merge, aggregates, oldValues -> pass, null)
                .readThrough(() -> TableReading.ofStore(store.name())));
        return new FluentTable<>(draft, merge, keys, store.valueSerde(), store.queryableName());
    }

    private static <K, KOut, A> ProcessorSupplier<K, Object, KOut, Change<A>> supplier(
            Function<Fold<K, Object, A>, Processor<K, Object, KOut, Change<A>>> processors, Fold<K, Object, A> fold) {
        return () -> processors.apply(fold);
    }
}
