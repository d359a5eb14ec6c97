package dev.millrace.streams.internal.output.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.kafka.common.Node;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceRequestData.PartitionProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceData;
import org.apache.kafka.common.message.ProduceResponseData.PartitionProduceResponse;
import org.apache.kafka.common.message.ProduceResponseData.TopicProduceResponse;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.requests.ProduceRequest;
import org.apache.kafka.common.requests.ProduceResponse;
import org.jspecify.annotations.Nullable;

/**
 * Batches that go to one broker together, at most one of a partition. <i>Confined to the stream thread.</i>
 */
final class BatchRequest {
    private static final short ALL_REPLICAS = -1;
    private static final short OLDEST = 3;

    /** From the next version on a topic goes by its id alone. */
    private static final short LAST_WITH_NAMES = 12;

    private final Node node;
    private final List<PartitionLane> lanes = new ArrayList<>();
    private final List<Uuid> topicIds = new ArrayList<>();
    private long sizeBytes;

    BatchRequest(Node node) {
        this.node = node;
    }

    Node node() {
        return node;
    }

    List<PartitionLane> lanes() {
        return lanes;
    }

    /** Takes the first batch of {@code lane}, unless there is one already and it exceeds {@code limitBytes} with it. */
    boolean tryAdd(PartitionLane lane, int limitBytes) {
        int more = lane.head().sizeBytes();
        if (!lanes.isEmpty() && sizeBytes + more > limitBytes) {
            return false;
        }
        lanes.add(lane);
        sizeBytes += more;
        return true;
    }

    /** Has all lanes begin, and makes the request of their batches. */
    ProduceRequest.Builder begin(WireSettings settings, Map<String, Uuid> knownIds) {
        ProduceRequestData data = new ProduceRequestData()
                .setTransactionalId(null)
                .setAcks(ALL_REPLICAS)
                .setTimeoutMs(settings.requestMs());
        boolean allHaveIds = true;
        for (PartitionLane lane : lanes) {
            String topic = lane.partition().topic();
            Uuid id = knownIds.getOrDefault(topic, Uuid.ZERO_UUID);
            allHaveIds &= !id.equals(Uuid.ZERO_UUID);
            topicIds.add(id);
            Batch batch = lane.begin(settings.compression());
            topicIn(data, topic, id)
                    .partitionData()
                    .add(new PartitionProduceData()
                            .setIndex(lane.partition().partition())
                            .setRecords(MemoryRecords.readableRecords(batch.wireBytes())));
        }
        return allHaveIds ? ProduceRequest.builder(data) : new ProduceRequest.Builder(OLDEST, LAST_WITH_NAMES, data);
    }

    private static TopicProduceData topicIn(ProduceRequestData data, String topic, Uuid id) {
        TopicProduceData known = data.topicData().find(topic, id);
        if (known == null) {
            known = new TopicProduceData().setName(topic).setTopicId(id);
            data.topicData().add(known);
        }
        return known;
    }

    /** The answer for the lane at {@code index}; null if the broker gave none. */
    @Nullable
    PartitionProduceResponse answer(ProduceResponse response, int index) {
        TopicProduceResponse topic =
                response.data().responses().find(lanes.get(index).partition().topic(), Uuid.ZERO_UUID);
        if (topic == null) {
            topic = response.data().responses().find("", topicIds.get(index));
        }
        if (topic == null) {
            return null;
        }
        for (PartitionProduceResponse partition : topic.partitionResponses()) {
            if (partition.index() == lanes.get(index).partition().partition()) {
                return partition;
            }
        }
        return null;
    }
}
