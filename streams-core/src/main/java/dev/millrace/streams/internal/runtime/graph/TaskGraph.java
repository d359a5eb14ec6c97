package dev.millrace.streams.internal.runtime.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.millrace.streams.internal.runtime.stores.CloseSteps;

import static java.util.Objects.requireNonNull;

/** The nodes of one task. <i>Confined to the owner of the task.</i> */
public final class TaskGraph {
    private final List<GraphNode> nodes;
    private final Map<String, SourceNode> sourcesByTopic;
    private final List<GraphNode> open = new ArrayList<>();

    /** Nodes in the order in which they are initialised and closed, parents first. */
    TaskGraph(List<GraphNode> nodes, Map<String, SourceNode> sourcesByTopic) {
        this.nodes = List.copyOf(nodes);
        this.sourcesByTopic = Map.copyOf(sourcesByTopic);
    }

    /** The source that reads {@code topic}. */
    public SourceNode source(String topic) {
        return requireNonNull(sourcesByTopic.get(topic), () -> "no source reads " + topic);
    }

    /**
     * Initialises all nodes.
     *
     * @throws dev.millrace.streams.errors.StreamsException if one fails; those before it are to be closed
     */
    public void init() {
        for (GraphNode node : nodes) {
            node.init();
            open.add(node);
        }
    }

    /** Closes the nodes that were initialised, parents first, and throws the first failure; may be called again. */
    public void close() {
        CloseSteps steps = new CloseSteps();
        open.forEach(node -> steps.run(node::close));
        open.clear();
        steps.finish();
    }
}
