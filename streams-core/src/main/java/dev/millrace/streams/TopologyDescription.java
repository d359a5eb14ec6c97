package dev.millrace.streams;

import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.processor.TopicNameExtractor;

/**
 * A topology as data, and in words by {@link #toString()}: the text is what Kafka Streams prints for the same program.
 * <i>Immutable.</i>
 */
public interface TopologyDescription {
    /** Nodes that exchange records in memory. */
    interface Subtopology {
        /** Its number, from zero. */
        int id();

        /** Its nodes, those with most descendants first, then by name. */
        Set<Node> nodes();
    }

    /** A store every instance holds whole, with what fills it. */
    interface GlobalStore {
        /** Reads the topic. */
        Source source();

        /** Fills the store. */
        Processor processor();

        /** Its number among the sub-topologies. */
        int id();
    }

    /** One node. */
    interface Node {
        /** Its name. */
        String name();

        /** Nodes that forward to it. */
        Set<Node> predecessors();

        /** Nodes it forwards to. */
        Set<Node> successors();
    }

    /** A node that reads topics. */
    interface Source extends Node {
        /** The topics, or null if it reads what matches {@link #topicPattern()}. */
        @Nullable
        Set<String> topicSet();

        /** The pattern, or null if the topics are listed. */
        @Nullable
        Pattern topicPattern();
    }

    /** A node that processes. */
    interface Processor extends Node {
        /** Names of the stores it may use. */
        Set<String> stores();
    }

    /** A node that writes a topic. */
    interface Sink extends Node {
        /** The topic, or null if {@link #topicNameExtractor()} chooses. */
        @Nullable
        String topic();

        /** What chooses the topic, or null if there is one. */
        @Nullable
        TopicNameExtractor<?, ?> topicNameExtractor();
    }

    /** The sub-topologies, by number. */
    Set<Subtopology> subtopologies();

    /** The global stores. */
    Set<GlobalStore> globalStores();
}
