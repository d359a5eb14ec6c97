package dev.millrace.streams.internal.runtime.thread;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Time;

import dev.millrace.streams.errors.StreamsException;
import dev.millrace.streams.internal.topology.NodeSpec;
import dev.millrace.streams.internal.topology.SourceSpec;
import dev.millrace.streams.internal.topology.TopologyPlan;

/**
 * Where a partition is read from if the group has no valid offset for it: what its source says, else what the consumer
 * is configured to do. The consumer itself resets nothing, since it knows one policy only. <i>Immutable.</i>
 */
public final class OffsetResets {
    private static final String EARLIEST = "earliest";
    private static final String LATEST = "latest";
    private static final String BY_DURATION = "by_duration:";

    private final Map<String, String> byTopic = new HashMap<>();
    private final Map<Pattern, String> byPattern = new HashMap<>();
    private final String otherwise;
    private final Time time;

    /**
     * The policies of a topology's sources.
     *
     * @param otherwise for sources that say nothing: a value of the consumer's {@code auto.offset.reset}
     */
    public OffsetResets(TopologyPlan plan, String otherwise, Time time) {
        this.otherwise = otherwise;
        this.time = time;
        plan.subtopologies().forEach(subtopology -> subtopology.nodes().forEach(this::add));
    }

    /**
     * Sets the positions of {@code partitions}, for which there is no valid offset.
     *
     * @throws StreamsException if one is to be an error
     */
    void reset(Consumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions) {
        Map<String, List<TopicPartition>> byPolicy = new HashMap<>();
        for (TopicPartition partition : partitions) {
            byPolicy.computeIfAbsent(policyOf(partition.topic()), policy -> new ArrayList<>())
                    .add(partition);
        }
        byPolicy.forEach((policy, concerned) -> reset(consumer, policy, concerned));
    }

    private void add(NodeSpec node) {
        if (node instanceof SourceSpec source && source.offsetReset() != null) {
            String policy = source.offsetReset().toString();
            source.topics().forEach(topic -> byTopic.put(topic, policy));
            if (source.pattern() != null) {
                byPattern.put(source.pattern(), policy);
            }
        }
    }

    private String policyOf(String topic) {
        String policy = byTopic.get(topic);
        if (policy != null) {
            return policy;
        }
        return byPattern.entrySet().stream()
                .filter(entry -> entry.getKey().matcher(topic).matches())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(otherwise);
    }

    private void reset(Consumer<byte[], byte[]> consumer, String policy, Collection<TopicPartition> partitions) {
        if (policy.equals(EARLIEST)) {
            consumer.seekToBeginning(partitions);
        } else if (policy.equals(LATEST)) {
            consumer.seekToEnd(partitions);
        } else if (policy.startsWith(BY_DURATION)) {
            seekBack(consumer, Duration.parse(policy.substring(BY_DURATION.length())), partitions);
        } else {
            throw new StreamsException("No valid committed offset for " + partitions + " and no reset policy that finds"
                    + " one (" + policy + "): set auto.offset.reset, or a policy for the topic's source");
        }
    }

    private void seekBack(Consumer<byte[], byte[]> consumer, Duration age, Collection<TopicPartition> partitions) {
        long fromMs = time.milliseconds() - age.toMillis();
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, fromMs));
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp first = found.get(partition);
            if (first == null) {
                consumer.seekToEnd(List.of(partition));
            } else {
                consumer.seek(partition, first.offset());
            }
        }
    }
}
