package dev.millrace.broker.api;

import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.message.OffsetDeleteRequestData;
import org.apache.kafka.common.message.OffsetDeleteRequestData.OffsetDeleteRequestTopic;
import org.apache.kafka.common.message.OffsetDeleteResponseData;
import org.apache.kafka.common.message.OffsetDeleteResponseData.OffsetDeleteResponsePartition;
import org.apache.kafka.common.message.OffsetDeleteResponseData.OffsetDeleteResponseTopic;
import org.apache.kafka.common.protocol.Errors;

import dev.millrace.broker.group.GroupCoordinator;
import dev.millrace.broker.group.OffsetDeletion;

/** Forgets committed offsets of topics that no member of the group reads. */
final class OffsetDeleteHandler implements Handler<OffsetDeleteRequestData> {
    private final KnownPartitions partitions;
    private final GroupCoordinator groups;

    OffsetDeleteHandler(KnownPartitions partitions, GroupCoordinator groups) {
        this.partitions = partitions;
        this.groups = groups;
    }

    @Override
    public void handle(OffsetDeleteRequestData request, Call call) {
        List<TopicPartition> wanted = new ArrayList<>();
        for (OffsetDeleteRequestTopic topic : request.topics()) {
            topic.partitions()
                    .forEach(partition -> wanted.add(new TopicPartition(topic.name(), partition.partitionIndex())));
        }
        groups.deleteOffsets(request.groupId(), wanted, deletion -> call.answer(answer(wanted, deletion)));
    }

    private OffsetDeleteResponseData answer(List<TopicPartition> wanted, OffsetDeletion deletion) {
        OffsetDeleteResponseData response =
                new OffsetDeleteResponseData().setErrorCode(deletion.error().code());
        if (deletion.error() != Errors.NONE) {
            return response;
        }
        for (TopicPartition partition : wanted) {
            OffsetDeleteResponseTopic topic = response.topics().find(partition.topic());
            if (topic == null) {
                topic = new OffsetDeleteResponseTopic().setName(partition.topic());
                response.topics().add(topic);
            }
            topic.partitions()
                    .add(new OffsetDeleteResponsePartition()
                            .setPartitionIndex(partition.partition())
                            .setErrorCode(error(partition, deletion).code()));
        }
        return response;
    }

    private Errors error(TopicPartition partition, OffsetDeletion deletion) {
        if (deletion.subscribed().contains(partition.topic())) {
            return Errors.GROUP_SUBSCRIBED_TO_TOPIC;
        }
        boolean known = partitions.log(partitions.topic(partition.topic()), partition.partition()) != null;
        return known ? Errors.NONE : Errors.UNKNOWN_TOPIC_OR_PARTITION;
    }
}
