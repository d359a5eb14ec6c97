package dev.millrace.broker.embedded;

import java.util.Map;

import dev.millrace.broker.catalog.Topic;
import dev.millrace.broker.catalog.TopicCatalog;
import dev.millrace.broker.log.PartitionLog;

/** The topics in which the broker keeps its own records; made at the first start. Without state. */
final class InternalTopics {
    private static final String OFFSETS = "__consumer_offsets";
    private static final String SEGMENT_BYTES = "16777216";

    private InternalTopics() {}

    /**
     * Returns the log of groups and committed offsets.
     *
     * @param maxBatchBytes no commit can be larger than the request it came in
     */
    static PartitionLog offsets(TopicCatalog catalog, int maxBatchBytes) {
        Topic topic = catalog.topic(OFFSETS).orElseGet(() -> make(catalog, maxBatchBytes));
        return catalog.log(topic, 0);
    }

    private static Topic make(TopicCatalog catalog, int maxBatchBytes) {
        Map<String, String> config = Map.of(
                "cleanup.policy",
                "compact",
                "segment.bytes",
                SEGMENT_BYTES,
                "max.message.bytes",
                Integer.toString(maxBatchBytes));
        return catalog.create(OFFSETS, 1, config);
    }
}
