package dev.millrace.streams.internal.topology;

import java.util.List;

/** One node of a topology as it was added. Implementations are <i>immutable.</i> */
public sealed interface NodeSpec permits SourceSpec, ProcessorSpec, SinkSpec {
    /** Its name, unique in the topology. */
    String name();

    /** Names of the nodes that forward to it, in the order given; empty for sources. */
    List<String> parents();
}
