package dev.millrace.streams.internal.runtime.graph;

import dev.millrace.streams.processor.api.Record;

/** Where records enter a task. <i>Confined to the owner of the task.</i> */
public final class SourceNode extends GraphNode {
    SourceNode(String name) {
        super(name);
    }

    /** Hands {@code record}, which the frame has as current, to all children. */
    @Override
    public void process(Record<Object, Object> record) {
        for (GraphNode child : children()) {
            child.process(record);
        }
    }
}
