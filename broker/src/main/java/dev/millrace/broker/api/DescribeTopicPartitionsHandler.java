package dev.millrace.broker.api;

import java.util.List;
import java.util.TreeSet;

import org.apache.kafka.common.message.DescribeTopicPartitionsRequestData;
import org.apache.kafka.common.message.DescribeTopicPartitionsResponseData;
import org.apache.kafka.common.message.DescribeTopicPartitionsResponseData.Cursor;
import org.apache.kafka.common.message.DescribeTopicPartitionsResponseData.DescribeTopicPartitionsResponsePartition;
import org.apache.kafka.common.message.DescribeTopicPartitionsResponseData.DescribeTopicPartitionsResponseTopic;
import org.apache.kafka.common.protocol.Errors;

import dev.millrace.broker.catalog.Topic;
import dev.millrace.broker.catalog.TopicCatalog;

/** Describes topics a page at a time, the partitions of large ones over several pages. */
final class DescribeTopicPartitionsHandler implements Handler<DescribeTopicPartitionsRequestData> {
    private static final int MOST_PARTITIONS = 2000;

    private final ThisNode node;
    private final TopicCatalog catalog;

    DescribeTopicPartitionsHandler(ThisNode node, TopicCatalog catalog) {
        this.node = node;
        this.catalog = catalog;
    }

    @Override
    public void handle(DescribeTopicPartitionsRequestData request, Call call) {
        DescribeTopicPartitionsResponseData response = new DescribeTopicPartitionsResponseData();
        int room = Math.max(1, Math.min(request.responsePartitionLimit(), MOST_PARTITIONS));
        String begin = request.cursor() == null ? "" : request.cursor().topicName();
        for (String name : names(request)) {
            if (name.compareTo(begin) < 0) {
                continue;
            }
            int from = request.cursor() != null && name.equals(begin)
                    ? Math.max(0, request.cursor().partitionIndex())
                    : 0;
            if (room == 0) {
                response.setNextCursor(new Cursor().setTopicName(name).setPartitionIndex(from));
                break;
            }
            DescribeTopicPartitionsResponseTopic described = describe(name, from, room);
            response.topics().add(described);
            room -= described.partitions().size();
            int reached = from + described.partitions().size();
            Topic topic = catalog.topic(name).orElse(null);
            if (topic != null && reached < topic.partitionCount()) {
                response.setNextCursor(new Cursor().setTopicName(name).setPartitionIndex(reached));
                break;
            }
        }
        call.answer(response);
    }

    private TreeSet<String> names(DescribeTopicPartitionsRequestData request) {
        TreeSet<String> names = new TreeSet<>();
        if (request.topics().isEmpty()) {
            catalog.topics().forEach(topic -> names.add(topic.name()));
        } else {
            request.topics().forEach(topic -> names.add(topic.name()));
        }
        return names;
    }

    private DescribeTopicPartitionsResponseTopic describe(String name, int from, int room) {
        DescribeTopicPartitionsResponseTopic described = new DescribeTopicPartitionsResponseTopic().setName(name);
        Topic topic = catalog.topic(name).orElse(null);
        if (topic == null) {
            Errors error =
                    TopicNames.isLegal(name) ? Errors.UNKNOWN_TOPIC_OR_PARTITION : Errors.INVALID_TOPIC_EXCEPTION;
            return described.setErrorCode(error.code());
        }
        described
                .setTopicId(topic.id())
                .setIsInternal(topic.internal())
                .setTopicAuthorizedOperations(AuthorizedOperations.ON_TOPIC);
        List<Integer> onlyUs = List.of(node.id());
        int end = Math.min(topic.partitionCount(), from + room);
        for (int partition = from; partition < end; partition++) {
            described
                    .partitions()
                    .add(new DescribeTopicPartitionsResponsePartition()
                            .setPartitionIndex(partition)
                            .setLeaderId(node.id())
                            .setLeaderEpoch(ThisNode.LEADER_EPOCH)
                            .setReplicaNodes(onlyUs)
                            .setIsrNodes(onlyUs)
                            // Null by default, on which clients fail.
                            .setEligibleLeaderReplicas(List.of())
                            .setLastKnownElr(List.of()));
        }
        return described;
    }
}
