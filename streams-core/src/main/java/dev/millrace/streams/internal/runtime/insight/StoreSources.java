package dev.millrace.streams.internal.runtime.insight;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.apache.kafka.common.TopicPartition;

import dev.millrace.streams.internal.topology.GlobalStoreSpec;
import dev.millrace.streams.internal.topology.NodeSpec;
import dev.millrace.streams.internal.topology.SourceSpec;
import dev.millrace.streams.internal.topology.StoreSpec;
import dev.millrace.streams.internal.topology.Subtopology;
import dev.millrace.streams.internal.topology.TopologyPlan;
import dev.millrace.streams.processor.TaskId;

/** From which topics the stores of a program are filled, by which its keys are spread. <i>Immutable.</i> */
final class StoreSources {
    private final TopologyPlan plan;
    private final Set<String> globals = new TreeSet<>();
    private final Map<String, Set<SourceSpec>> sources = new TreeMap<>();
    private final Map<String, Subtopology> subtopologies = new HashMap<>();

    StoreSources(TopologyPlan plan) {
        this.plan = plan;
        plan.globalStores().stream().map(GlobalStoreSpec::name).forEach(globals::add);
        for (Subtopology subtopology : plan.subtopologies()) {
            Map<String, NodeSpec> nodes = new HashMap<>();
            subtopology.nodes().forEach(node -> nodes.put(node.name(), node));
            for (StoreSpec store : subtopology.stores()) {
                Set<SourceSpec> found = new HashSet<>();
                store.users().forEach(user -> collect(nodes.get(user), nodes, found));
                sources.put(store.name(), found);
                subtopologies.put(store.name(), subtopology);
            }
        }
    }

    private static void collect(NodeSpec node, Map<String, NodeSpec> nodes, Set<SourceSpec> found) {
        if (node instanceof SourceSpec source) {
            found.add(source);
        }
        node.parents().forEach(parent -> collect(nodes.get(parent), nodes, found));
    }

    Set<String> globalStores() {
        return globals;
    }

    boolean isGlobal(String store) {
        return globals.contains(store);
    }

    boolean has(String store) {
        return sources.containsKey(store);
    }

    /** The stores that {@code task} has. */
    Set<String> storesOf(TaskId task) {
        Set<String> stores = new TreeSet<>();
        subtopologies.forEach((store, subtopology) -> {
            if (subtopology.number() == task.subtopology()) {
                stores.add(store);
            }
        });
        return stores;
    }

    /** The number of the sub-topology that has {@code store}. */
    int subtopologyOf(String store) {
        return subtopologies.get(store).number();
    }

    /** The topics that {@code store} is filled from, of those in {@code counts}. */
    Set<String> topicsOf(String store, Map<String, Integer> counts) {
        Subtopology subtopology = subtopologies.get(store);
        Set<String> topics = new TreeSet<>();
        for (SourceSpec source : sources.get(store)) {
            topics.addAll(topicsOf(subtopology, source, counts));
        }
        topics.retainAll(counts.keySet());
        return topics;
    }

    /** The partitions that {@code task} reads, of the topics in {@code counts}. */
    Set<TopicPartition> partitionsOf(TaskId task, Map<String, Integer> counts) {
        Set<TopicPartition> partitions = new HashSet<>();
        if (task.subtopology() < plan.subtopologies().size()) {
            Subtopology subtopology = plan.subtopology(task.subtopology());
            for (NodeSpec node : subtopology.nodes()) {
                if (node instanceof SourceSpec source) {
                    for (String topic : topicsOf(subtopology, source, counts)) {
                        if (counts.getOrDefault(topic, 0) > task.partition()) {
                            partitions.add(new TopicPartition(topic, task.partition()));
                        }
                    }
                }
            }
        }
        return partitions;
    }

    private static List<String> topicsOf(Subtopology subtopology, SourceSpec source, Map<String, Integer> counts) {
        return source.pattern() == null
                ? subtopology.sourceTopics().getOrDefault(source.name(), List.of())
                : counts.keySet().stream()
                        .filter(topic -> source.pattern().matcher(topic).matches())
                        .toList();
    }
}
