package dev.millrace.streams.internal.dsl.compile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.AutoOffsetReset;
import dev.millrace.streams.internal.dsl.operator.stateless.FilterRecords;
import dev.millrace.streams.internal.dsl.option.SourceOptions;
import dev.millrace.streams.internal.dsl.option.TableOptions;
import dev.millrace.streams.internal.dsl.plan.Plan;
import dev.millrace.streams.internal.dsl.plan.PlanNode;
import dev.millrace.streams.internal.dsl.plan.PlannedGlobalStore;
import dev.millrace.streams.internal.dsl.plan.PlannedGlobalTable;
import dev.millrace.streams.internal.dsl.plan.PlannedGraceRoom;
import dev.millrace.streams.internal.dsl.plan.PlannedPassage;
import dev.millrace.streams.internal.dsl.plan.PlannedRepartition;
import dev.millrace.streams.internal.dsl.plan.PlannedSink;
import dev.millrace.streams.internal.dsl.plan.PlannedSource;
import dev.millrace.streams.internal.dsl.plan.PlannedStep;
import dev.millrace.streams.internal.dsl.plan.PlannedStore;
import dev.millrace.streams.internal.dsl.plan.PlannedTableStep;
import dev.millrace.streams.internal.dsl.plan.RepartitionNames;
import dev.millrace.streams.internal.dsl.wrap.Wrapping;
import dev.millrace.streams.internal.topology.GlobalStoreSpec;
import dev.millrace.streams.internal.topology.ProcessorSpec;
import dev.millrace.streams.internal.topology.SinkSpec;
import dev.millrace.streams.internal.topology.SourceSpec;
import dev.millrace.streams.internal.topology.TopologyDefinition;
import dev.millrace.streams.processor.FailOnInvalidTimestamp;
import dev.millrace.streams.processor.api.ProcessorSupplier;
import dev.millrace.streams.state.DslStoreSuppliers;
import dev.millrace.streams.state.StoreBuilder;
import dev.millrace.streams.state.VersionedBytesStoreSupplier;

/** Adds the nodes of one plan to a definition, one by one. <i>Confined to the thread that builds.</i> */
public final class PlanCompiler {
    private final Plan plan;
    private final Map<PlannedStore, StoreBuilder<?>> ownStores = new IdentityHashMap<>();
    private final TopologyDefinition definition = new TopologyDefinition();
    private final Map<String, TableOptions<?, ?>> tableStores = new HashMap<>();

    private final TableStores ofTables;
    private final StepStores ofSteps;
    private final Wrapping wrapping;

    private PlanCompiler(Plan plan, @Nullable DslStoreSuppliers kind, Wrapping wrapping) {
        this.plan = plan;
        this.wrapping = wrapping;
        definition.wrapBy(wrapping.wrapper());
        this.ofTables = new TableStores(kind);
        this.ofSteps = new StepStores(kind);
    }

    /**
     * The topology of a program.
     *
     * @param kind makes stores for which the program names no kind; null if the settings decide when it starts
     * @param namesRequired whether stores and internal topics must have names that the program gave
     * @param wrapping is put around processors
     * @throws dev.millrace.streams.errors.TopologyException if names clash or are missing, or stores are missing
     */
    public static TopologyDefinition compile(
            Plan plan, @Nullable DslStoreSuppliers kind, boolean namesRequired, Wrapping wrapping) {
        EqualPartitions.requireEqualWhereRecordsMeet(plan);
        PlanCompiler compiler = new PlanCompiler(plan, kind, wrapping);
        plan.stores().forEach(store -> compiler.definition.addStore(store, List.of()));
        plan.nodes().forEach(compiler::add);
        plan.copartitionedSources().forEach(compiler.definition::copartition);
        if (namesRequired) {
            UnnamedResources.refuse(plan, compiler.definition);
        }
        return compiler.definition;
    }

    private void add(PlanNode node) {
        if (node instanceof PlannedSource source) {
            addSource(source);
        } else if (node instanceof PlannedStep step) {
            addStep(step);
        } else if (node instanceof PlannedTableStep table) {
            addTable(table);
        } else if (node instanceof PlannedRepartition repartition) {
            addRepartition(repartition);
        } else if (node instanceof PlannedPassage passage) {
            addPassage(passage);
        } else if (node instanceof PlannedGlobalStore global) {
            addGlobalStore(global);
        } else if (node instanceof PlannedGlobalTable global) {
            StoreBuilder<?> builder = ofTables.builder(global.store());
            builder.withLoggingDisabled();
            builder.withCachingDisabled();
            addGlobalStore(new PlannedGlobalStore(
                    global.name(), global.sourceName(), global.topic(), global.source(), global.supplier(), builder));
        } else if (node instanceof PlannedSink sink) {
            addSink(sink);
        }
    }

    private void addSource(PlannedSource source) {
        SourceOptions<?, ?> options = source.options();
        definition.addSource(new SourceSpec(
                source.name(),
                source.topics(),
                source.pattern(),
                deserializer(options.keySerde()),
                deserializer(options.valueSerde()),
                options.extractor(),
                options.reset()));
    }

    private void addStep(PlannedStep step) {
        step.ownStores().forEach(store -> requireHistory(step, store));
        List<StoreBuilder<?>> shown = new ArrayList<>();
        step.ownStores().forEach(store -> shown.add(ownStores.computeIfAbsent(store, ofSteps::builder)));
        shown.addAll(ownStoresOf(step.stores()));
        Map<String, StoreBuilder<?>> wrapped = addProcessor(step.name(), step.supplier(), step.parents(), shown);
        Map<Boolean, List<PlannedStore>> own =
                step.ownStores().stream().collect(Collectors.partitioningBy(PlannedGraceRoom.class::isInstance));
        // The order shows in the description of the topology.
        own.get(true).forEach(store -> definition.addStore(wrapped.get(store.name()), List.of(step.name())));
        step.stores().forEach(store -> definition.connect(step.name(), store));
        own.get(false).forEach(store -> definition.addStore(wrapped.get(store.name()), List.of(step.name())));
    }

    /** Those of {@code names} that steps have for themselves; the stores of tables are theirs. */
    private List<StoreBuilder<?>> ownStoresOf(Collection<String> names) {
        Map<String, StoreBuilder<?>> byName = new HashMap<>();
        ownStores.values().forEach(store -> byName.put(store.name(), store));
        List<StoreBuilder<?>> found = new ArrayList<>();
        names.stream().filter(byName::containsKey).forEach(name -> found.add(byName.get(name)));
        return found;
    }

    private void requireHistory(PlannedStep step, PlannedStore store) {
        if (store instanceof PlannedGraceRoom room) {
            step.stores().forEach(table -> requireHistory(room, tableStores.get(table)));
        }
    }

    private static void requireHistory(PlannedGraceRoom room, @Nullable TableOptions<?, ?> table) {
        if (table == null || !(table.supplier() instanceof VersionedBytesStoreSupplier versions)) {
            throw new IllegalArgumentException(PlannedGraceRoom.NO_VERSIONS);
        }
        if (versions.historyRetentionMs() < room.graceMs()) {
            throw new IllegalArgumentException("History retention must be at least grace period.");
        }
    }

    private void addTable(PlannedTableStep table) {
        ProcessorSupplier<?, ?, ?, ?> supplier =
                table.operator().supplier(table.sendsOldValues(), plan.versionedAbove(table));
        TableOptions<?, ?> store = table.store();
        if (store == null) {
            addProcessor(table.name(), supplier, table.parents(), ownStoresOf(table.readStores()));
            table.readStores().forEach(read -> definition.connect(table.name(), read));
            return;
        }
        // Several steps may add up into one table.
        boolean known = tableStores.putIfAbsent(store.name(), store) == store;
        StoreBuilder<?> builder = known ? definition.stores().get(store.name()) : ofTables.builder(store);
        Map<String, StoreBuilder<?>> wrapped = addProcessor(table.name(), supplier, table.parents(), List.of(builder));
        table.readStores().forEach(read -> definition.connect(table.name(), read));
        if (known) {
            definition.connect(table.name(), store.name());
            return;
        }
        definition.addStore(wrapped.get(store.name()), List.of(table.name()));
        if (table.restoredFromSource()) {
            definition.useSourceAsChangelog(store.name(), table.sourceTopic());
        }
    }

    /** Filter, sink and source with the topic between: a record without key has no place in it, as a rule. */
    private void addRepartition(PlannedRepartition repartition) {
        RepartitionNames names = repartition.names();
        boolean keepsNullKeys = plan.keepsNullKeys(repartition);
        ProcessorSupplier<Object, Object, Object, Object> withKey =
                () -> new FilterRecords<>((key, value) -> key != null || keepsNullKeys, true);
        definition.addRepartitionTopic(names.topic(), repartition.partitions());
        if (names.filter() != null) {
            addProcessor(names.filter(), withKey, repartition.parents(), List.of());
        }
        definition.addSink(new SinkSpec(
                names.sink(),
                names.topic(),
                null,
                serializer(repartition.keySerde()),
                serializer(repartition.valueSerde()),
                repartition.partitioner(),
                names.filter() == null ? namesOf(repartition.parents()) : List.of(names.filter())));
        definition.addSource(new SourceSpec(
                names.source(),
                List.of(names.topic()),
                null,
                deserializer(repartition.keySerde()),
                deserializer(repartition.valueSerde()),
                new FailOnInvalidTimestamp(),
                null));
    }

    private void addPassage(PlannedPassage passage) {
        Serde<?> serde = passage.serde();
        definition.addRepartitionTopic(passage.topic(), OptionalInt.empty());
        definition.addSink(new SinkSpec(
                passage.sinkName(),
                passage.topic(),
                null,
                serde.serializer(),
                serde.serializer(),
                passage.partitioner(),
                namesOf(passage.parents())));
        definition.addSource(new SourceSpec(
                passage.name(),
                List.of(passage.topic()),
                null,
                serde.deserializer(),
                serde.deserializer(),
                new FailOnInvalidTimestamp(),
                null));
    }

    private void addGlobalStore(PlannedGlobalStore global) {
        SourceOptions<?, ?> options = global.options();
        SourceSpec source = new SourceSpec(
                global.sourceName(),
                List.of(global.topic()),
                null,
                deserializer(options.keySerde()),
                deserializer(options.valueSerde()),
                options.extractor(),
                AutoOffsetReset.earliest());
        ProcessorSpec processor = new ProcessorSpec(global.name(), global.supplier(), List.of(source.name()));
        definition.addGlobalStore(new GlobalStoreSpec(source, processor, global.builder()));
    }

    private void addSink(PlannedSink sink) {
        definition.addSink(new SinkSpec(
                sink.name(),
                sink.topic(),
                sink.extractor(),
                serializer(sink.options().keySerde()),
                serializer(sink.options().valueSerde()),
                WindowedPartitions.unless(
                        sink.options().partitioner(), sink.options().keySerde()),
                namesOf(sink.parents())));
    }

    /**
     * Adds a processor with the stores it brings along.
     *
     * @param shown further stores of the step
     * @return {@code shown}, by name, as they are with what was put around the processor
     */
    private Map<String, StoreBuilder<?>> addProcessor(
            String name, ProcessorSupplier<?, ?, ?, ?> supplier, List<String> parents, List<StoreBuilder<?>> shown) {
        ProcessorSupplier<?, ?, ?, ?> wrapped = wrapping.wrapped(name, supplier, shown);
        definition.addProcessor(new ProcessorSpec(name, wrapped, namesOf(parents)));
        Map<String, StoreBuilder<?>> stores = new HashMap<>();
        shown.forEach(store -> stores.put(store.name(), store));
        Set<StoreBuilder<?>> brought = wrapped.stores();
        if (brought != null) {
            brought.forEach(store -> {
                if (stores.replace(store.name(), store) == null) {
                    definition.addStore(store, List.of(name));
                }
            });
        }
        return stores;
    }

    /** What the nodes are called that the plan knows by {@code places}. */
    private List<String> namesOf(List<String> places) {
        return places.stream().map(plan::nameOf).toList();
    }

    private static @Nullable Serializer<?> serializer(@Nullable Serde<?> serde) {
        return serde == null ? null : serde.serializer();
    }

    private static @Nullable Deserializer<?> deserializer(@Nullable Serde<?> serde) {
        return serde == null ? null : serde.deserializer();
    }
}
