package dev.millrace.streams.internal.runtime.graph;

import dev.millrace.streams.errors.StreamsException;
import dev.millrace.streams.processor.TaskId;

/**
 * A processor failed and the exception handler says that the task fails: on its way up through the nodes, none of which
 * handles it again. The cause is what the processor threw.
 */
public final class ProcessingFailure extends StreamsException {
    private final String nodeName;

    ProcessingFailure(String nodeName, RuntimeException cause, TaskId task) {
        super("Processor " + nodeName + " failed", cause, task);
        this.nodeName = nodeName;
    }

    /** The node that failed. */
    public String nodeName() {
        return nodeName;
    }
}
