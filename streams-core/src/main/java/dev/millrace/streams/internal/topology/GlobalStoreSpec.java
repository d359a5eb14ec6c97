package dev.millrace.streams.internal.topology;

import dev.millrace.streams.state.StoreBuilder;

/**
 * A store that every instance holds whole, with the two nodes that fill it. <i>Immutable</i> but for its builder.
 *
 * @param source reads one topic, all its partitions on every instance
 * @param processor puts what was read into the store
 */
public record GlobalStoreSpec(SourceSpec source, ProcessorSpec processor, StoreBuilder<?> builder) {
    /** Name of the store. */
    public String name() {
        return builder.name();
    }

    /** The topic it is filled from. */
    public String topic() {
        return source.topics().get(0);
    }
}
