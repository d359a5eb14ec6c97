package dev.millrace.streams.internal.topology;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.state.StoreBuilder;

/**
 * A store with the processors that may use it. <i>Immutable</i> but for its builder.
 *
 * @param users names of the processors, in the order in which they were connected
 * @param changelog the topic its changes are in, with the application's prefix if it is internal; null if not logged
 * @param ownChangelog whether that topic is the store's own rather than one of the program's source topics
 */
public record StoreSpec(StoreBuilder<?> builder, Set<String> users, @Nullable String changelog, boolean ownChangelog) {
    /** Name of the store. */
    public String name() {
        return builder.name();
    }
}
