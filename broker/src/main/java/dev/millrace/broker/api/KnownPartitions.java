package dev.millrace.broker.api;

import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

import dev.millrace.broker.catalog.Topic;
import dev.millrace.broker.catalog.TopicCatalog;
import dev.millrace.broker.log.PartitionLog;

/**
 * Finds topics and partitions as requests name them. Absence is an answer here: clients ask for what is not there all
 * the time.
 *
 * <p>Confined to the event-loop thread.
 */
final class KnownPartitions {
    private final TopicCatalog catalog;

    KnownPartitions(TopicCatalog catalog) {
        this.catalog = catalog;
    }

    /** Returns the topic of a name, null if there is none. */
    @Nullable
    Topic topic(String name) {
        return catalog.topic(name).orElse(null);
    }

    /** Returns the topic of an id, null if there is none. */
    @Nullable
    Topic topic(Uuid id) {
        return catalog.topic(id).orElse(null);
    }

    /** Returns the log of a partition, null if there is no such topic or partition. */
    @Nullable
    PartitionLog log(@Nullable Topic topic, int partition) {
        if (topic == null || partition < 0 || partition >= topic.partitionCount()) {
            return null;
        }
        return catalog.log(topic, partition);
    }
}
