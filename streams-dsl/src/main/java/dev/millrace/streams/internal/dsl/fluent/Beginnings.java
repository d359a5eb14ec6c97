package dev.millrace.streams.internal.dsl.fluent;

import java.util.List;
import java.util.regex.Pattern;

import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.errors.TopologyException;
import dev.millrace.streams.internal.dsl.change.Change;
import dev.millrace.streams.internal.dsl.change.TableReading;
import dev.millrace.streams.internal.dsl.operator.table.TableSource;
import dev.millrace.streams.internal.dsl.option.SourceOptions;
import dev.millrace.streams.internal.dsl.option.TableOptions;
import dev.millrace.streams.internal.dsl.plan.Draft;
import dev.millrace.streams.internal.dsl.plan.PlannedGlobalStore;
import dev.millrace.streams.internal.dsl.plan.PlannedGlobalTable;
import dev.millrace.streams.internal.dsl.plan.PlannedSource;
import dev.millrace.streams.internal.dsl.plan.PlannedTableStep;
import dev.millrace.streams.internal.dsl.plan.PlannedTableStep.TableOperator;
import dev.millrace.streams.kstream.Consumed;
import dev.millrace.streams.kstream.GlobalKTable;
import dev.millrace.streams.kstream.KStream;
import dev.millrace.streams.kstream.KTable;
import dev.millrace.streams.kstream.Materialized;
import dev.millrace.streams.processor.api.ProcessorSupplier;
import dev.millrace.streams.state.KeyValueStore;
import dev.millrace.streams.state.StoreBuilder;

/** Where programs begin: topics read as streams or as tables. <i>Confined to the thread that writes the program.</i> */
public final class Beginnings {
    private static final String SOURCE = "KSTREAM-SOURCE-";

    private final Draft draft;

    /** Adds to {@code draft}. */
    public Beginnings(Draft draft) {
        this.draft = draft;
    }

    /** The records of the topics listed, or of those that {@code pattern} matches if it is not null. */
    public <K, V> KStream<K, V> stream(List<String> topics, @Nullable Pattern pattern, Consumed<K, V> consumed) {
        SourceOptions<K, V> options = SourceOptions.of(consumed);
        String name = draft.names().nodeOr(options.name(), SOURCE);
        draft.add(new PlannedSource(name, topics, pattern, options));
        return new FluentStream<>(draft, name, options.keySerde(), options.valueSerde(), false);
    }

    /** The topic as a table; the store has the formats of {@code consumed}. */
    public <K, V> KTable<K, V> table(
            String topic, Consumed<K, V> consumed, Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized) {
        SourceOptions<K, V> options = SourceOptions.of(consumed);
        return table(
                topic, options, TableOptions.of(materialized).withSerdes(options.keySerde(), options.valueSerde()));
    }

    /** The topic as a table, read in the formats of {@code materialized}. */
    public <K, V> KTable<K, V> table(String topic, Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized) {
        TableOptions<K, V> options = TableOptions.of(materialized);
        return table(topic, SourceOptions.of(Consumed.with(options.keySerde(), options.valueSerde())), options);
    }

    private <K, V> KTable<K, V> table(String topic, SourceOptions<K, V> source, TableOptions<K, V> given) {
        TableOptions<K, V> options = given.named(() -> draft.names().store(topic + '-'));
        String sourceName = draft.names().suffixedOr(source.name(), "-source", SOURCE);
        String name = draft.names().nodeOr(source.name(), "KTABLE-SOURCE-");
        draft.add(new PlannedSource(sourceName, List.of(topic), null, source));
        draft.add(tableOfRecords(name, sourceName, options).readFrom(topic));
        return new FluentTable<>(draft, name, source.keySerde(), source.valueSerde(), options.queryableName());
    }

    /** A table of the records that {@code parent} sends, kept if the program named the store or a step needs it. */
    static PlannedTableStep tableOfRecords(String name, String parent, TableOptions<?, ?> options) {
        String store = options.name();
        TableOperator keeping = old -> supplier(store, old);
        return options.queryable()
                ? PlannedTableStep.of(name, parent, keeping, options)
                : PlannedTableStep.of(name, parent, old -> supplier(null, old), null)
                        .endingVersions(true)
                        .orKeptIn(options, keeping);
    }

    private static ProcessorSupplier<Object, Object, Object, Change<Object>> supplier(
            @Nullable String store, boolean oldValues) {
        return () -> new TableSource<>(store, oldValues);
    }

    /** The topic as a table on every instance; the store has the formats of {@code consumed}. */
    public <K, V> GlobalKTable<K, V> globalTable(
            String topic, Consumed<K, V> consumed, Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized) {
        SourceOptions<K, V> options = SourceOptions.of(consumed);
        return globalTable(
                topic, options, TableOptions.of(materialized).withSerdes(options.keySerde(), options.valueSerde()));
    }

    /** The topic as a global table, read in the formats of {@code materialized}. */
    public <K, V> GlobalKTable<K, V> globalTable(
            String topic, Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized) {
        TableOptions<K, V> options = TableOptions.of(materialized);
        return globalTable(topic, SourceOptions.of(Consumed.with(options.keySerde(), options.valueSerde())), options);
    }

    private <K, V> GlobalKTable<K, V> globalTable(String topic, SourceOptions<K, V> source, TableOptions<K, V> given) {
        if (given.versioned()) {
            throw new TopologyException("GlobalTables cannot be versioned.");
        }
        TableOptions<K, V> options = given.named(() -> draft.names().store(topic + '-'));
        String sourceName = draft.names().suffixedOr(source.name(), "-source", SOURCE);
        String name = draft.names().nodeOr(source.name(), "KTABLE-SOURCE-");
        draft.add(new PlannedGlobalTable(name, sourceName, topic, source, supplier(options.name(), false), options));
        TableReading<K, V> reading = TableReading.ofStore(options.name());
        return new FluentGlobalTable<>(new TableReading<>(List.of(), reading.opener()), options.queryableName());
    }

    /** A store that every instance fills from {@code topic}. */
    public <K, V> void globalStore(
            StoreBuilder<?> builder,
            String topic,
            Consumed<K, V> consumed,
            ProcessorSupplier<K, V, Void, Void> stateUpdateSupplier) {
        OwnProcessors.requireNewInstances(stateUpdateSupplier);
        SourceOptions<K, V> options = SourceOptions.of(consumed);
        String sourceName = draft.names().suffixedOr(options.name(), "-source", SOURCE);
        String name = draft.names().nodeOr(options.name(), "KTABLE-SOURCE-");
        draft.add(new PlannedGlobalStore(name, sourceName, topic, options, stateUpdateSupplier, builder));
    }
}
