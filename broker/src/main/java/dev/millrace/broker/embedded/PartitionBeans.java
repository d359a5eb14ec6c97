package dev.millrace.broker.embedded;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

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
        if (!busy && catalog.version() != seenVersion) {
            busy = true;
            background.run(this::follow, version -> {
                seenVersion = version;
                busy = false;
            });
        }
    }

    /** Returns the version of the catalog that is shown now, or an older one. */
    private long follow() {
        long version = catalog.version();
        Map<TopicPartition, PartitionLog> now = new HashMap<>();
        catalog.allLogs().forEach(log -> now.put(log.partition(), log));
        for (PartitionLog log : List.copyOf(shown.values())) {
            if (now.get(log.partition()) != log) {
                shown.remove(log.partition());
                figures(log).forEach(figure -> metrics.removeGauge(figure.domain, figure.name, tags(log)));
            }
        }
        for (PartitionLog log : now.values()) {
            if (shown.putIfAbsent(log.partition(), log) == null) {
                figures(log).forEach(figure -> metrics.gauge(figure.domain, figure.name, figure.value, tags(log)));
            }
        }
        return version;
    }

    private static List<Figure> figures(PartitionLog log) {
        return List.of(
                new Figure(LOG, "Size", log::sizeBytes),
                new Figure(LOG, "NumLogSegments", log::segmentCount),
                new Figure(LOG, "LogStartOffset", log::startOffset),
                new Figure(LOG, "LogEndOffset", log::endOffset),
                new Figure(PARTITION, "LastStableOffsetLag", () -> log.endOffset() - log.stableOffset()));
    }

    private static String[] tags(PartitionLog log) {
        TopicPartition partition = log.partition();
        return new String[] {"topic", partition.topic(), "partition", Integer.toString(partition.partition())};
    }

    private record Figure(String domain, String name, Supplier<Number> value) {}
}
