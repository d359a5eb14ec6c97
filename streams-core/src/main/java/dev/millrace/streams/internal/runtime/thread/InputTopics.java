package dev.millrace.streams.internal.runtime.thread;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;

import dev.millrace.streams.errors.StreamsException;
import dev.millrace.streams.internal.assignment.SubtopologyTopics;
import dev.millrace.streams.processor.TaskId;

/** What the threads of an application subscribe to, and which task reads what. <i>Immutable.</i> */
public final class InputTopics {
    private final List<SubtopologyTopics> subtopologies;

    /** The inputs of {@code subtopologies}. */
    public InputTopics(List<SubtopologyTopics> subtopologies) {
        this.subtopologies = List.copyOf(subtopologies);
    }

    /** Joins the group. One pattern stands for all topics if there are patterns at all: the client takes either. */
    void subscribe(Consumer<byte[], byte[]> consumer, ConsumerRebalanceListener listener) {
        Set<String> names = sources();
        Set<String> patterns = patterns();
        if (patterns.isEmpty()) {
            consumer.subscribe(names, listener);
        } else {
            names.forEach(name -> patterns.add(Pattern.quote(name)));
            consumer.subscribe(Pattern.compile(String.join("|", patterns)), listener);
        }
    }

    /**
     * The names of all topics, internal ones too.
     *
     * @throws IllegalArgumentException if topics are read because of a pattern
     */
    Set<String> names() {
        Set<String> patterns = patterns();
        if (!patterns.isEmpty()) {
            throw new IllegalArgumentException("Topics cannot be read by a pattern with group.protocol=streams: "
                    + String.join(", ", patterns) + "; name them, or use classic");
        }
        return sources();
    }

    private Set<String> sources() {
        Set<String> names = new TreeSet<>();
        subtopologies.forEach(subtopology -> names.addAll(subtopology.sources()));
        return names;
    }

    private Set<String> patterns() {
        Set<String> patterns = new TreeSet<>();
        subtopologies.forEach(
                subtopology -> subtopology.pattern().ifPresent(pattern -> patterns.add(pattern.pattern())));
        return patterns;
    }

    /** The tasks that read {@code partitions}, each with those it reads. */
    Map<TaskId, Set<TopicPartition>> tasksOf(Collection<TopicPartition> partitions) {
        Map<TaskId, Set<TopicPartition>> tasks = new TreeMap<>();
        for (TopicPartition partition : partitions) {
            TaskId task = new TaskId(subtopologyOf(partition.topic()), partition.partition());
            tasks.computeIfAbsent(task, id -> new HashSet<>()).add(partition);
        }
        return tasks;
    }

    private int subtopologyOf(String topic) {
        return SubtopologyTopics.readerOf(topic, subtopologies)
                .orElseThrow(() -> new StreamsException("The group assigned a partition of " + topic
                        + ", which no sub-topology reads: do all instances run the same topology?"))
                .number();
    }
}
