package dev.millrace.broker.embedded;

import java.util.Map;

import dev.millrace.broker.catalog.Topic;
import dev.millrace.broker.catalog.TopicCatalog;
import dev.millrace.broker.log.PartitionLog;

/** The topics in which the broker keeps its own records; made at the first start. Without state. */
final class InternalTopics {
    private static final String SEGMENT_BYTES = "16777216";

    private InternalTopics() {}

    /**
     * Returns the log of a coordinator.
     *
     * @param name of its topic
     * @param maxBatchBytes no record can be larger than the request it came in
     */
    static PartitionLog log(String name, TopicCatalog catalog, int maxBatchBytes) {
        Topic topic = catalog.topic(name).orElseGet(() -> make(name, catalog, maxBatchBytes));
        return catalog.log(topic, 0);
    }

    private static Topic make(String name, TopicCatalog catalog, int maxBatchBytes) {
        Map<String, String> config = Map.of(
                "cleanup.policy",
                "compact",
                "segment.bytes",
                SEGMENT_BYTES,
                "max.message.bytes",
                Integer.toString(maxBatchBytes));
        return catalog.create(name, 1, config);
    }
}
