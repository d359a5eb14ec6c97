package dev.millrace.streams.internal.runtime.graph;

import java.util.List;

import dev.millrace.streams.processor.api.Record;

import static java.util.Objects.requireNonNull;

/** One node of a task. <i>Confined to the owner of the task.</i> */
public abstract sealed class GraphNode permits SourceNode, ProcessorNode, SinkNode {
    private static final GraphNode[] NONE = {};

    private final String name;
    private GraphNode[] children = NONE;

    GraphNode(String name) {
        this.name = requireNonNull(name, "name");
    }

    /** Name of the node in the topology. */
    public final String name() {
        return name;
    }

    /** In the order in which they were added to the topology; an array, since it is walked for every record. */
    final GraphNode[] children() {
        return children;
    }

    /** Joins the nodes below; called once, while the graph is built. */
    final void setChildren(List<GraphNode> below) {
        children = below.toArray(NONE);
    }

    /** Makes the node ready for records. */
    void init() {}

    abstract void process(Record<Object, Object> record);

    /** Ends the node; called once for each {@link #init()}. */
    void close() {}
}
