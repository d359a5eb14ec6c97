package dev.millrace.streams.internal.dsl.plan;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.dsl.option.NodeName;

/**
 * Numbers what has no name of its own. One row of numbers serves nodes and stores alike. <i>Confined to the thread that
 * writes the program.</i>
 */
public final class NodeNames {
    private static final int DIGITS = 10;

    private final Set<String> generated = new HashSet<>();
    private int next;

    /** Begins at 0. */
    public NodeNames() {}

    private NodeNames(NodeNames other) {
        next = other.next;
        generated.addAll(other.generated);
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
        return new NodeNames(this);
    }

    /** {@code prefix} with the number of {@code generated}, which is not used up. */
    public String like(String generated, String prefix) {
        return remembered(prefix + generated.substring(generated.length() - DIGITS));
    }

    /** Whether {@code name} comes from here: the program gave none. */
    public boolean isGenerated(String name) {
        return generated.contains(name);
    }

    private String numbered(String prefix) {
        return remembered(prefix + String.format(Locale.ROOT, "%0" + DIGITS + "d", next++));
    }

    private String remembered(String name) {
        generated.add(name);
        return name;
    }
}
