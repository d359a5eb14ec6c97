package dev.millrace.streams.internal.runtime.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.kafka.common.serialization.Serializer;

import dev.millrace.streams.internal.output.SinkFormat;
import dev.millrace.streams.internal.runtime.stores.TaskEnvironment;
import dev.millrace.streams.internal.spi.AroundDefault;
import dev.millrace.streams.internal.topology.NodeSpec;
import dev.millrace.streams.internal.topology.ProcessorSpec;
import dev.millrace.streams.internal.topology.SinkSpec;
import dev.millrace.streams.internal.topology.SourceSpec;
import dev.millrace.streams.internal.topology.StoreSpec;
import dev.millrace.streams.internal.topology.Subtopology;
import dev.millrace.streams.processor.StreamPartitioner;
import dev.millrace.streams.processor.TopicNameExtractor;
import dev.millrace.streams.processor.api.Processor;

import static java.util.Objects.requireNonNull;

/** Makes the nodes of one task after the plan of its sub-topology. <i>Confined to the caller;</i> used once. */
public final class GraphBuilder {
    private final Subtopology subtopology;
    private final GraphSurroundings surroundings;

    /** A builder for a task of {@code subtopology}. */
    public GraphBuilder(Subtopology subtopology, GraphSurroundings surroundings) {
        this.subtopology = requireNonNull(subtopology, "subtopology");
        this.surroundings = requireNonNull(surroundings, "surroundings");
    }

    /** All nodes, joined; {@code sourceOfTopic} says which source reads each input topic of the task. */
    public TaskGraph build(Map<String, SourceSpec> sourceOfTopic) {
        Map<String, GraphNode> nodes = new LinkedHashMap<>();
        for (NodeSpec spec : subtopology.nodes()) {
            nodes.put(spec.name(), node(spec));
        }
        joinChildren(nodes);
        Map<String, SourceNode> sources = new HashMap<>();
        sourceOfTopic.forEach((topic, spec) -> sources.put(topic, (SourceNode) nodes.get(spec.name())));
        return new TaskGraph(List.copyOf(nodes.values()), sources);
    }

    private GraphNode node(NodeSpec spec) {
        if (spec instanceof SourceSpec source) {
            return new SourceNode(source.name());
        }
        if (spec instanceof SinkSpec sink) {
            return sink(sink);
        }
        return processor((ProcessorSpec) spec);
    }

    @SuppressWarnings("unchecked")
    private ProcessorNode processor(ProcessorSpec spec) {
        Processor<Object, Object, Object, Object> processor = (Processor<Object, Object, Object, Object>)
                requireNonNull(spec.supplier().get(), () -> "the supplier of processor " + spec.name() + " gave null");
        NodeContext context = new NodeContext(spec.name(), storesOf(spec.name()), surroundings);
        return new ProcessorNode(processor, context, surroundings.failures());
    }

    private Set<String> storesOf(String processorName) {
        return subtopology.stores().stream()
                .filter(store -> store.users().contains(processorName))
                .map(StoreSpec::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    @SuppressWarnings("unchecked")
    private SinkNode sink(SinkSpec spec) {
        TaskEnvironment environment = surroundings.environment();
        Serializer<?> keySerializer = spec.keySerializer() != null
                ? spec.keySerializer()
                : environment.keySerdeToMake("sink node " + spec.name()).serializer();
        Serializer<?> valueSerializer = spec.valueSerializer() != null
                ? AroundDefault.complete(
                        spec.valueSerializer(), () -> environment.valueSerdeToMake("sink node " + spec.name()))
                : environment.valueSerdeToMake("sink node " + spec.name()).serializer();
        SinkFormat<Object, Object> format = new SinkFormat<>(
                spec.name(),
                (Serializer<Object>) keySerializer,
                (Serializer<Object>) valueSerializer,
                (StreamPartitioner<Object, Object>) spec.partitioner());
        return new SinkNode(
                spec.topic(),
                (TopicNameExtractor<Object, Object>) spec.topicExtractor(),
                format,
                surroundings.collector(),
                surroundings.frame());
    }

    private void joinChildren(Map<String, GraphNode> nodes) {
        Map<String, List<GraphNode>> children = new HashMap<>();
        for (NodeSpec spec : subtopology.nodes()) {
            for (String parent : spec.parents()) {
                children.computeIfAbsent(parent, name -> new ArrayList<>()).add(nodes.get(spec.name()));
            }
        }
        children.forEach((parent, below) -> nodes.get(parent).setChildren(below));
    }
}
