package dev.millrace.broker.api;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.DeleteTopicsRequestData;
import org.apache.kafka.common.message.DeleteTopicsRequestData.DeleteTopicState;
import org.apache.kafka.common.message.DeleteTopicsResponseData;
import org.apache.kafka.common.message.DeleteTopicsResponseData.DeletableTopicResult;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

import dev.millrace.broker.catalog.CatalogRejected;
import dev.millrace.broker.catalog.Topic;
import dev.millrace.broker.catalog.TopicCatalog;
import dev.millrace.broker.group.GroupCoordinator;
import dev.millrace.broker.metrics.Traffic;
import dev.millrace.broker.parking.ParkedRequests;

/** Deletes topics with their records and the offsets that groups have committed for them. */
final class DeleteTopicsHandler implements Handler<DeleteTopicsRequestData> {
    private static final short NAME_OR_ID = 6;

    private final TopicCatalog catalog;
    private final GroupCoordinator groups;
    private final ParkedRequests<TopicPartition> fetches;
    private final Traffic traffic;

    DeleteTopicsHandler(
            TopicCatalog catalog, GroupCoordinator groups, ParkedRequests<TopicPartition> fetches, Traffic traffic) {
        this.traffic = traffic;
        this.catalog = catalog;
        this.groups = groups;
        this.fetches = fetches;
    }

    @Override
    public void handle(DeleteTopicsRequestData request, Call call) {
        DeleteTopicsResponseData response = new DeleteTopicsResponseData();
        if (call.version() >= NAME_OR_ID) {
            request.topics().forEach(wanted -> response.responses().add(delete(wanted)));
        } else {
            request.topicNames().forEach(name -> response.responses()
                    .add(delete(name, Uuid.ZERO_UUID, catalog.topic(name).orElse(null))));
        }
        call.answer(response);
    }

    private DeletableTopicResult delete(DeleteTopicState wanted) {
        if (wanted.name() == null) {
            Topic topic = catalog.topic(wanted.topicId()).orElse(null);
            return delete(topic == null ? null : topic.name(), wanted.topicId(), topic);
        }
        return delete(
                wanted.name(), Uuid.ZERO_UUID, catalog.topic(wanted.name()).orElse(null));
    }

    private DeletableTopicResult delete(@Nullable String name, Uuid id, @Nullable Topic topic) {
        DeletableTopicResult result =
                new DeletableTopicResult().setName(name).setTopicId(topic == null ? id : topic.id());
        if (topic == null) {
            Errors absent = name == null ? Errors.UNKNOWN_TOPIC_ID : Errors.UNKNOWN_TOPIC_OR_PARTITION;
            return result.setErrorCode(absent.code()).setErrorMessage("there is no such topic");
        }
        if (topic.internal()) {
            return result.setErrorCode(Errors.INVALID_TOPIC_EXCEPTION.code())
                    .setErrorMessage("the broker keeps its own records in " + name);
        }
        try {
            catalog.delete(topic.name());
        } catch (CatalogRejected e) {
            return result.setErrorCode(e.error().code()).setErrorMessage(e.getMessage());
        }
        forget(topic);
        return result;
    }

    private void forget(Topic topic) {
        traffic.deleted(topic.name());
        groups.topicDeleted(topic.name());
        for (int partition = 0; partition < topic.partitionCount(); partition++) {
            fetches.wake(new TopicPartition(topic.name(), partition));
        }
    }
}
