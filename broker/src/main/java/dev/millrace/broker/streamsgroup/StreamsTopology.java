package dev.millrace.broker.streamsgroup;

import java.util.List;

/**
 * The topology of a Streams application, as its members describe it when they join (KIP-1071).
 *
 * <p>Immutable.
 *
 * @param epoch the version of the topology that the application counts
 * @param subtopologies its parts
 */
public record StreamsTopology(int epoch, List<StreamsSubtopology> subtopologies) {
    /** Copies the list. */
    public StreamsTopology {
        subtopologies = List.copyOf(subtopologies);
    }
}
