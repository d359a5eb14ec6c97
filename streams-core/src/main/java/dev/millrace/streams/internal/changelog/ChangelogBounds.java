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
import org.jspecify.annotations.Nullable;

/**
 * Asks the cluster where changelogs begin and end. A cluster that does not answer is asked again at the next step, for
 * as long as a task may make no progress. <i>Confined to the restorer.</i>
 */
final class ChangelogBounds {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Consumer<byte[], byte[]> consumer;
    private final ChangelogEnds ends;
    private final TaskTimeout timeout;

    ChangelogBounds(Consumer<byte[], byte[]> consumer, ChangelogEnds ends, TaskTimeout timeout) {
        this.consumer = consumer;
        this.ends = ends;
        this.timeout = timeout;
    }

    /**
     * Where the changelogs of {@code jobs} end, exclusive; those that must be restored from the beginning are set to
     * their first offset.
     *
     * @return null if the cluster does not answer now
     * @throws dev.millrace.streams.errors.StreamsException if it has not answered for the task time-out
     */
    @Nullable
    Map<TopicPartition, Long> endOffsets(Collection<RestoreJob> jobs) {
        List<StoreChangelogPartition> changelogs =
                jobs.stream().flatMap(job -> job.changelogs().stream()).toList();
        try {
            Map<TopicPartition, Long> found = ask(changelogs);
            timeout.succeeded();
            return found;
        } catch (TimeoutException unanswered) {
            timeout.timedOut("asking for the ends of " + changelogs, unanswered);
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
        Map<TopicPartition, Long> found = ends.of(partitions, PATIENCE);
        List<StoreChangelogPartition> fromBeginning =
                changelogs.stream().filter(changelog -> !changelog.known()).toList();
        setToBeginning(fromBeginning, found);
        return found;
    }

    private void setToBeginning(List<StoreChangelogPartition> changelogs, Map<TopicPartition, Long> found) {
        List<TopicPartition> filled = changelogs.stream()
                .map(StoreChangelogPartition::partition)
                .filter(partition -> found.get(partition) > 0)
                .toList();
        Map<TopicPartition, Long> beginnings =
                filled.isEmpty() ? Map.of() : consumer.beginningOffsets(filled, PATIENCE);
        changelogs.forEach(changelog -> changelog.advanceTo(beginnings.getOrDefault(changelog.partition(), 0L)));
    }
}
