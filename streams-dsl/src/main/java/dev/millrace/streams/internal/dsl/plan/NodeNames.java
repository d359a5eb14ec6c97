package dev.millrace.streams.internal.dsl.plan;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.dsl.option.NodeName;

/**
 * Numbers what has no name of its own. One row of numbers serves nodes and stores alike. <i>Confined to the thread that
 * writes the program.</i>
 */
public final class NodeNames {
    private int next;

    /** Begins at 0. */
    public NodeNames() {}

    private NodeNames(int next) {
        this.next = next;
    }

    /** The next node of a kind. */
    public String node(String prefix) {
        return numbered(prefix);
    }

    /** The next store of a kind. */
    public String store(String prefix) {
        return numbered(prefix + "STATE-STORE-");
    }

    /** {@code given}, or else the next node of a kind; the number is used up in both cases. */
    public String nodeOr(@Nullable String given, String prefix) {
        String generated = node(prefix);
        return given != null ? given : generated;
    }

    /**
     * {@link #nodeOr}, with {@code suffix} behind {@code given}.
     *
     * @throws dev.millrace.streams.errors.TopologyException if the name gets too long by the suffix
     */
    public String suffixedOr(@Nullable String given, String suffix, String prefix) {
        String generated = node(prefix);
        return given != null ? NodeName.checked(given + suffix) : generated;
    }

    /** Goes on from here by itself. */
    NodeNames copy() {
        return new NodeNames(next);
    }

    private String numbered(String prefix) {
        return prefix + String.format(Locale.ROOT, "%010d", next++);
    }
}
