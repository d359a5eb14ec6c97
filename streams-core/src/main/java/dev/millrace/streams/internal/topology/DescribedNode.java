package dev.millrace.streams.internal.topology;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.TopologyDescription;
import dev.millrace.streams.processor.TopicNameExtractor;

/**
 * A node of a description. Equal by name and kind; ordered by how many nodes hang on it, counted once for each way that
 * leads to them, then by name. Immutable once {@link Describer} linked it.
 */
abstract sealed class DescribedNode implements TopologyDescription.Node {
    static final Comparator<TopologyDescription.Node> LARGEST_FIRST = Comparator.comparing(
                    (TopologyDescription.Node node) -> -((DescribedNode) node).size)
            .thenComparing(TopologyDescription.Node::name);

    private final String name;
    private final Set<TopologyDescription.Node> predecessors = new TreeSet<>(LARGEST_FIRST);
    private final Set<TopologyDescription.Node> successors = new TreeSet<>(LARGEST_FIRST);
    private int size = 1;

    private DescribedNode(String name) {
        this.name = name;
    }

    static void link(DescribedNode parent, DescribedNode child) {
        child.predecessors.add(parent);
        parent.successors.add(child);
        parent.grow(child.size);
    }

    private void grow(int descendants) {
        size += descendants;
        predecessors.forEach(predecessor -> ((DescribedNode) predecessor).grow(descendants));
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Set<TopologyDescription.Node> predecessors() {
        return Collections.unmodifiableSet(predecessors);
    }

    @Override
    public final Set<TopologyDescription.Node> successors() {
        return Collections.unmodifiableSet(successors);
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other != null && getClass() == other.getClass() && name.equals(((DescribedNode) other).name);
    }

    @Override
    public final int hashCode() {
        return name.hashCode();
    }

    final String arrowTo() {
        return "\n      --> " + names(successors);
    }

    final String arrowFrom() {
        return "\n      <-- " + names(predecessors);
    }

    private static String names(Set<TopologyDescription.Node> nodes) {
        return nodes.isEmpty()
                ? "none"
                : nodes.stream().map(TopologyDescription.Node::name).collect(Collectors.joining(", "));
    }

    static final class Source extends DescribedNode implements TopologyDescription.Source {
        private final @Nullable Set<String> topics;
        private final @Nullable Pattern pattern;

        Source(SourceSpec spec) {
            super(spec.name());
            topics = spec.pattern() == null ? new LinkedHashSet<>(spec.topics()) : null;
            pattern = spec.pattern();
        }

        @Override
        public @Nullable Set<String> topicSet() {
            return topics;
        }

        @Override
        public @Nullable Pattern topicPattern() {
            return pattern;
        }

        @Override
        public String toString() {
            return "Source: " + name() + " (topics: " + (topics == null ? pattern : topics) + ")" + arrowTo();
        }
    }

    static final class Processor extends DescribedNode implements TopologyDescription.Processor {
        private final Set<String> stores;

        Processor(String name, Set<String> stores) {
            super(name);
            this.stores = stores;
        }

        @Override
        public Set<String> stores() {
            return Collections.unmodifiableSet(stores);
        }

        @Override
        public String toString() {
            return "Processor: " + name() + " (stores: " + stores + ")" + arrowTo() + arrowFrom();
        }
    }

    static final class Sink extends DescribedNode implements TopologyDescription.Sink {
        private final SinkSpec spec;

        Sink(SinkSpec spec) {
            super(spec.name());
            this.spec = spec;
        }

        @Override
        public @Nullable String topic() {
            return spec.topic();
        }

        @Override
        public @Nullable TopicNameExtractor<?, ?> topicNameExtractor() {
            return spec.topicExtractor();
        }

        @Override
        public String toString() {
            String target =
                    spec.topic() != null ? "topic: " + spec.topic() : "extractor class: " + spec.topicExtractor();
            return "Sink: " + name() + " (" + target + ")" + arrowFrom();
        }
    }
}
