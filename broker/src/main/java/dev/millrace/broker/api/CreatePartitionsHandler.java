package dev.millrace.broker.api;

import java.util.List;

import org.apache.kafka.common.message.CreatePartitionsRequestData;
import org.apache.kafka.common.message.CreatePartitionsRequestData.CreatePartitionsTopic;
import org.apache.kafka.common.message.CreatePartitionsResponseData;
import org.apache.kafka.common.message.CreatePartitionsResponseData.CreatePartitionsTopicResult;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

import dev.millrace.broker.catalog.CatalogRejected;
import dev.millrace.broker.catalog.Topic;
import dev.millrace.broker.catalog.TopicCatalog;

/** Adds partitions to topics. */
final class CreatePartitionsHandler implements Handler<CreatePartitionsRequestData> {
    private final ThisNode node;
    private final TopicCatalog catalog;

    CreatePartitionsHandler(ThisNode node, TopicCatalog catalog) {
        this.node = node;
        this.catalog = catalog;
    }

    @Override
    public void handle(CreatePartitionsRequestData request, Call call) {
        CreatePartitionsResponseData response = new CreatePartitionsResponseData();
        for (CreatePartitionsTopic wanted : request.topics()) {
            response.results().add(grow(wanted, request.validateOnly()));
        }
        call.answer(response);
    }

    private CreatePartitionsTopicResult grow(CreatePartitionsTopic wanted, boolean validateOnly) {
        Topic topic = catalog.topic(wanted.name()).orElse(null);
        if (topic == null) {
            return result(wanted, Errors.UNKNOWN_TOPIC_OR_PARTITION, "there is no topic " + wanted.name());
        }
        if (wanted.count() <= topic.partitionCount()) {
            String message = "the count must grow: topic " + topic.name() + " has " + topic.partitionCount()
                    + " partitions, wanted are " + wanted.count();
            return result(wanted, Errors.INVALID_PARTITIONS, message);
        }
        if (!assignsOnlyUs(wanted, wanted.count() - topic.partitionCount())) {
            String message = "each new partition must be assigned to node " + node.id() + " alone";
            return result(wanted, Errors.INVALID_REPLICA_ASSIGNMENT, message);
        }
        try {
            if (!validateOnly) {
                catalog.addPartitions(wanted.name(), wanted.count());
            }
            return result(wanted, Errors.NONE, null);
        } catch (CatalogRejected e) {
            return result(wanted, e.error(), e.getMessage());
        }
    }

    private boolean assignsOnlyUs(CreatePartitionsTopic wanted, int added) {
        if (wanted.assignments() == null) {
            return true;
        }
        return wanted.assignments().size() == added
                && wanted.assignments().stream()
                        .allMatch(assignment -> assignment.brokerIds().equals(List.of(node.id())));
    }

    private static CreatePartitionsTopicResult result(
            CreatePartitionsTopic wanted, Errors error, @Nullable String message) {
        return new CreatePartitionsTopicResult()
                .setName(wanted.name())
                .setErrorCode(error.code())
                .setErrorMessage(message);
    }
}
