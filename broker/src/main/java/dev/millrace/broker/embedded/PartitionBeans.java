package dev.millrace.broker.embedded;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.common.TopicPartition;

import dev.millrace.broker.catalog.TopicCatalog;
import dev.millrace.broker.log.PartitionLog;
import dev.millrace.broker.membership.BackgroundWork;
import dev.millrace.broker.metrics.BrokerMetrics;

/**
 * Shows size, segments and both ends of every partition's log ({@code kafka.log:type=Log}) and how far open
 * transactions hold it back ({@code kafka.cluster:type=Partition}), and follows the topics as they come and go.
 *
 * <p>Names of beans take a while where there are thousands of partitions, so the event loop only looks whether
 * something has changed; the rest is done in the background, and once for many changes.
 *
 * <p>{@link #look} is confined to the event-loop thread, the rest to the thread of the background.
 */
final class PartitionBeans {
    private static final String LOG = "kafka.log:type=Log";
    private static final String PARTITION = "kafka.cluster:type=Partition";

    private final TopicCatalog catalog;
    private final BrokerMetrics metrics;
    private final BackgroundWork background;
    private final Map<TopicPartition, PartitionLog> shown = new HashMap<>();
    private long seenVersion = -1;
    private boolean busy;

    PartitionBeans(TopicCatalog catalog, BrokerMetrics metrics, BackgroundWork background) {
        this.catalog = catalog;
        this.metrics = metrics;
        this.background = background;
    }

    /** Sees to it that new partitions are shown, and those that are gone no more. */
    void look() {
        long version = catalog.version();
        if (busy || version == seenVersion) {
            return;
        }
        seenVersion = version;
        busy = true;
        background.run(this::follow, changes -> busy = false);
    }

    /** Returns how many partitions were shown or hidden. */
    private int follow() {
        Map<TopicPartition, PartitionLog> now = new HashMap<>();
        catalog.allLogs().forEach(log -> now.put(log.partition(), log));
        int changes = 0;
        for (PartitionLog log : Map.copyOf(shown).values()) {
            if (now.get(log.partition()) != log) {
                hide(log);
                changes++;
            }
        }
        for (PartitionLog log : now.values()) {
            if (!shown.containsKey(log.partition())) {
                show(log);
                changes++;
            }
        }
        return changes;
    }

    private void show(PartitionLog log) {
        shown.put(log.partition(), log);
        String[] tags = tags(log.partition());
        metrics.gauge(LOG, "Size", log::sizeBytes, tags);
        metrics.gauge(LOG, "NumLogSegments", log::segmentCount, tags);
        metrics.gauge(LOG, "LogStartOffset", log::startOffset, tags);
        metrics.gauge(LOG, "LogEndOffset", log::endOffset, tags);
        metrics.gauge(PARTITION, "LastStableOffsetLag", () -> log.endOffset() - log.stableOffset(), tags);
    }

    private void hide(PartitionLog log) {
        shown.remove(log.partition());
        String[] tags = tags(log.partition());
        for (String name : List.of("Size", "NumLogSegments", "LogStartOffset", "LogEndOffset")) {
            metrics.removeGauge(LOG, name, tags);
        }
        metrics.removeGauge(PARTITION, "LastStableOffsetLag", tags);
    }

    private static String[] tags(TopicPartition partition) {
        return new String[] {"topic", partition.topic(), "partition", Integer.toString(partition.partition())};
    }
}
