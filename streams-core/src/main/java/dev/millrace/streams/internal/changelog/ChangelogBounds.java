package dev.millrace.streams.internal.changelog;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.streams.errors.StreamsException;

/**
 * Asks the cluster where changelogs begin and end. A cluster that does not answer is asked again at the next step, for
 * as long as a task may make no progress. <i>Confined to the restorer.</i>
 */
final class ChangelogBounds {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long NEVER = Long.MIN_VALUE;
    private static final Logger LOG = LoggerFactory.getLogger(ChangelogBounds.class);

    private final Consumer<byte[], byte[]> consumer;
    private final Time time;
    private final long taskTimeoutMs;
    private long unansweredSinceMs = NEVER;

    ChangelogBounds(Consumer<byte[], byte[]> consumer, Time time, long taskTimeoutMs) {
        this.consumer = consumer;
        this.time = time;
        this.taskTimeoutMs = taskTimeoutMs;
    }

    /**
     * Where the changelogs of {@code jobs} end, exclusive; those that must be restored from the beginning are set to
     * their first offset.
     *
     * @return null if the cluster does not answer now
     * @throws StreamsException if it has not answered for the task time-out
     */
    @Nullable
    Map<TopicPartition, Long> endOffsets(Collection<RestoreJob> jobs) {
        List<StoreChangelogPartition> changelogs =
                jobs.stream().flatMap(job -> job.changelogs().stream()).toList();
        try {
            Map<TopicPartition, Long> ends = ask(changelogs);
            unansweredSinceMs = NEVER;
            return ends;
        } catch (TimeoutException unanswered) {
            long nowMs = time.milliseconds();
            if (unansweredSinceMs == NEVER) {
                unansweredSinceMs = nowMs;
            }
            if (nowMs - unansweredSinceMs > taskTimeoutMs) {
                throw new StreamsException(
                        "The ends of changelogs are not known after " + taskTimeoutMs + " ms (task.timeout.ms): "
                                + changelogs,
                        unanswered);
            }
            LOG.warn("The ends of changelogs are not known yet, asking again: {}", unanswered.getMessage());
            return null;
        }
    }

    /** Whether a store of {@code job} holds more than its changelog: that is another, or was created anew. */
    boolean anyBeyond(RestoreJob job, Map<TopicPartition, Long> endOffsets) {
        return job.changelogs().stream()
                .anyMatch(changelog -> changelog.nextOffset() > endOffsets.get(changelog.partition()));
    }

    private Map<TopicPartition, Long> ask(List<StoreChangelogPartition> changelogs) {
        if (changelogs.isEmpty()) {
            return Map.of();
        }
        Set<TopicPartition> partitions = new HashSet<>();
        changelogs.forEach(changelog -> partitions.add(changelog.partition()));
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
        List<StoreChangelogPartition> fromBeginning =
                changelogs.stream().filter(changelog -> !changelog.known()).toList();
        setToBeginning(fromBeginning, ends);
        return ends;
    }

    private void setToBeginning(List<StoreChangelogPartition> changelogs, Map<TopicPartition, Long> ends) {
        List<TopicPartition> filled = changelogs.stream()
                .map(StoreChangelogPartition::partition)
                .filter(partition -> ends.get(partition) > 0)
                .toList();
        Map<TopicPartition, Long> beginnings =
                filled.isEmpty() ? Map.of() : consumer.beginningOffsets(filled, PATIENCE);
        changelogs.forEach(changelog -> changelog.advanceTo(beginnings.getOrDefault(changelog.partition(), 0L)));
    }
}
