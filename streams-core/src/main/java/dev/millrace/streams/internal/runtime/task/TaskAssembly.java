package dev.millrace.streams.internal.runtime.task;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.common.TopicPartition;

import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.errors.StreamsException;
import dev.millrace.streams.internal.changelog.StoreChangelog;
import dev.millrace.streams.internal.metrics.TaskMeters;
import dev.millrace.streams.internal.output.ProductionErrors;
import dev.millrace.streams.internal.output.RecordCollector;
import dev.millrace.streams.internal.runtime.graph.GraphBuilder;
import dev.millrace.streams.internal.runtime.graph.GraphSurroundings;
import dev.millrace.streams.internal.runtime.graph.ProcessingFailures;
import dev.millrace.streams.internal.runtime.graph.RecordFrame;
import dev.millrace.streams.internal.runtime.graph.Schedules;
import dev.millrace.streams.internal.runtime.graph.TaskGraph;
import dev.millrace.streams.internal.runtime.input.RecordBuffer;
import dev.millrace.streams.internal.runtime.input.RecordDecoder;
import dev.millrace.streams.internal.runtime.stores.StoreSlot;
import dev.millrace.streams.internal.runtime.stores.TaskEnvironment;
import dev.millrace.streams.internal.runtime.stores.TaskStores;
import dev.millrace.streams.internal.settings.RuntimeSettings;
import dev.millrace.streams.internal.topology.NodeSpec;
import dev.millrace.streams.internal.topology.SourceSpec;
import dev.millrace.streams.internal.topology.StoreSpec;
import dev.millrace.streams.internal.topology.Subtopology;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.processor.TaskId;

/** Puts one task together, from what everything needs to what needs everything. <i>Confined to the caller.</i> */
final class TaskAssembly {
    private final TaskId id;
    private final Subtopology subtopology;
    private final StreamsConfig config;
    private final RuntimeSettings settings;
    private final TaskResources resources;
    private final List<TopicPartition> partitions;
    private final TaskMeters meters;
    private final RecordFrame frame;
    private final RecordCollector collector;
    private final TaskEnvironment environment;

    TaskAssembly(
            TaskId id,
            Subtopology subtopology,
            StreamsConfig config,
            RuntimeSettings settings,
            TaskResources resources,
            Set<TopicPartition> partitions) {
        this.id = id;
        this.subtopology = subtopology;
        this.config = config;
        this.settings = settings;
        this.resources = resources;
        this.partitions = partitions.stream()
                .sorted(Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition))
                .toList();
        meters = new TaskMeters(resources.time());
        frame = new RecordFrame(id, this.partitions, meters);
        if (ProcessingFailures.wantInput(config)) {
            frame.keepInput();
        }
        collector = new RecordCollector(id, resources.output(), ProductionErrors.of(config), frame, meters);
        environment = TaskEnvironment.of(id, config, settings, resources.directory(), resources.metrics());
    }

    StreamTask assemble() {
        Map<String, SourceSpec> sources = sourcesOf();
        ProcessingFailures failures =
                new ProcessingFailures(config.processingExceptionHandler(), frame, meters, collector);
        Schedules schedules = new Schedules(frame, failures, resources.time());
        TaskStores stores = stores();
        TaskGraph graph = new GraphBuilder(
                        subtopology,
                        new GraphSurroundings(
                                environment, stores, resources.globalStores(), frame, schedules, failures, collector))
                .build(sources);
        RecordBuffer buffer = new RecordBuffer(
                decoders(sources), resources.lags(), settings.maxTaskIdleMs(), settings.bufferedRecordsPerPartition());
        return new StreamTask(new TaskParts(
                frame,
                buffer,
                graph,
                schedules,
                stores,
                collector,
                meters,
                resources.metrics().measure(id, meters),
                resources.time()));
    }

    StandbyTask assembleStandby() {
        return new StandbyTask(id, stores());
    }

    private TaskStores stores() {
        return new TaskStores(slots(), environment, frame, resources.budget());
    }

    private Map<String, SourceSpec> sourcesOf() {
        Map<String, SourceSpec> sources = new HashMap<>();
        for (TopicPartition partition : partitions) {
            sources.put(partition.topic(), sourceOf(partition.topic()));
        }
        return sources;
    }

    private SourceSpec sourceOf(String topic) {
        for (NodeSpec node : subtopology.nodes()) {
            if (node instanceof SourceSpec source && reads(source, topic)) {
                return source;
            }
        }
        throw new StreamsException("No source of sub-topology " + subtopology.number() + " reads topic " + topic, id);
    }

    /** Where topics are not known one by one, the pattern itself stands for all that match it. */
    private static boolean reads(SourceSpec source, String topic) {
        return source.pattern() == null
                ? source.topics().contains(topic)
                : source.pattern().matcher(topic).matches()
                        || source.pattern().pattern().equals(topic);
    }

    /** Stores in the order in which records reach their first user, so that an upstream cache is flushed first. */
    private List<StoreSlot> slots() {
        Set<StoreSpec> ordered = new LinkedHashSet<>();
        for (NodeSpec node : subtopology.nodes()) {
            subtopology.stores().stream()
                    .filter(store -> store.users().contains(node.name()))
                    .forEach(ordered::add);
        }
        List<StoreSlot> slots = new ArrayList<>();
        ordered.forEach(store -> slots.add(slot(store)));
        return slots;
    }

    private StoreSlot slot(StoreSpec spec) {
        StateStore store = spec.builder().build();
        if (spec.changelog() == null) {
            return StoreSlot.unlogged(store);
        }
        TopicPartition changelog = new TopicPartition(spec.changelog(), id.partition());
        return spec.ownChangelog()
                ? StoreSlot.logged(store, changelog, new StoreChangelog(collector.writerFor(changelog)))
                : StoreSlot.fromSource(store, changelog);
    }

    private Map<TopicPartition, RecordDecoder> decoders(Map<String, SourceSpec> sources) {
        SourceDecoders bySource = new SourceDecoders(config, environment, meters, collector);
        Map<TopicPartition, RecordDecoder> decoders = new LinkedHashMap<>();
        for (TopicPartition partition : partitions) {
            decoders.put(partition, bySource.of(sources.get(partition.topic())));
        }
        return decoders;
    }
}
