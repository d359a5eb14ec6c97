package dev.millrace.broker.api;

import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchRequestData.FetchPartition;
import org.apache.kafka.common.message.FetchRequestData.FetchTopic;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.message.FetchResponseData.FetchableTopicResponse;
import org.apache.kafka.common.message.FetchResponseData.PartitionData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.FetchResponse;

import dev.millrace.broker.catalog.Topic;
import dev.millrace.broker.log.PartitionLog;

/**
 * A fetch whose partitions have been looked up once and can be read as often as needed.
 *
 * <p>Confined to the event-loop thread.
 */
final class FetchPlan {
    private static final short TOPIC_IDS = 13;
    private static final int MOST_BYTES = 55 * 1024 * 1024;

    private final List<PlannedTopic> topics = new ArrayList<>();
    private final List<TopicPartition> keys = new ArrayList<>();
    private final int maxBytes;
    private final int minBytes;

    FetchPlan(FetchRequestData request, short version, KnownPartitions partitions) {
        this.maxBytes = Math.min(request.maxBytes(), MOST_BYTES);
        this.minBytes = Math.min(request.minBytes(), maxBytes);
        for (FetchTopic wanted : request.topics()) {
            topics.add(plan(wanted, version, partitions));
        }
    }

    private PlannedTopic plan(FetchTopic wanted, short version, KnownPartitions partitions) {
        boolean byId = version >= TOPIC_IDS;
        Topic topic = byId ? partitions.topic(wanted.topicId()) : partitions.topic(wanted.topic());
        Errors absence = byId && topic == null ? Errors.UNKNOWN_TOPIC_ID : Errors.UNKNOWN_TOPIC_OR_PARTITION;
        List<FetchPart> parts = new ArrayList<>(wanted.partitions().size());
        for (FetchPartition partition : wanted.partitions()) {
            PartitionLog log = partitions.log(topic, partition.partition());
            parts.add(new FetchPart(partition, log, absence));
            if (log != null) {
                keys.add(log.partition());
            }
        }
        return new PlannedTopic(wanted, parts);
    }

    /** Returns the partitions whose appends are of interest. */
    List<TopicPartition> keys() {
        return keys;
    }

    boolean isEmpty() {
        return topics.isEmpty();
    }

    /** Reads all partitions in the order of the request, as far as the bytes reach. */
    Round read() {
        FetchResponseData response = new FetchResponseData();
        List<FetchableTopicResponse> answers = new ArrayList<>(topics.size());
        int bytes = 0;
        boolean faulty = false;
        for (PlannedTopic topic : topics) {
            List<PartitionData> data = new ArrayList<>(topic.parts().size());
            for (FetchPart part : topic.parts()) {
                PartitionData read = part.read(maxBytes - bytes);
                bytes += FetchResponse.recordsSize(read);
                faulty |= read.errorCode() != Errors.NONE.code();
                data.add(read);
            }
            answers.add(new FetchableTopicResponse()
                    .setTopic(topic.wanted().topic())
                    .setTopicId(topic.wanted().topicId())
                    .setPartitions(data));
        }
        return new Round(response.setResponses(answers), faulty || bytes >= minBytes);
    }

    /**
     * What one reading found.
     *
     * @param response ready to be sent
     * @param enough whether it is worth sending before the time is over
     */
    record Round(FetchResponseData response, boolean enough) {}

    private record PlannedTopic(FetchTopic wanted, List<FetchPart> parts) {}
}
