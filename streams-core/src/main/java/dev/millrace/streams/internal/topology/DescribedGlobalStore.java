package dev.millrace.streams.internal.topology;

import dev.millrace.streams.TopologyDescription;

/** A global store of a description. <i>Immutable.</i> */
record DescribedGlobalStore(int id, TopologyDescription.Source source, TopologyDescription.Processor processor)
        implements TopologyDescription.GlobalStore {
    @Override
    public String toString() {
        return "Sub-topology: " + id + " for global store (will not generate tasks)\n    " + source + "\n    "
                + processor + "\n";
    }
}
