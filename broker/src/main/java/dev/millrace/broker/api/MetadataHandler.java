package dev.millrace.broker.api;

import java.util.List;

import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.MetadataRequestData;
import org.apache.kafka.common.message.MetadataRequestData.MetadataRequestTopic;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseBroker;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponsePartition;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseTopic;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

import dev.millrace.broker.catalog.Topic;
import dev.millrace.broker.catalog.TopicCatalog;

/** Tells clients which topics there are, and makes those that are asked for if client and settings agree. */
final class MetadataHandler implements Handler<MetadataRequestData> {
    private static final short NULL_MEANS_ALL = 1;
    private static final short TOPIC_OPERATIONS = 8;
    private static final short CLUSTER_OPERATIONS_END = 10;
    private static final short NAMELESS = 12;

    private final ThisNode node;
    private final TopicCatalog catalog;
    private final KnownPartitions partitions;
    private final TopicMaker maker;

    MetadataHandler(ThisNode node, TopicCatalog catalog, TopicMaker maker) {
        this.node = node;
        this.catalog = catalog;
        this.partitions = new KnownPartitions(catalog);
        this.maker = maker;
    }

    @Override
    public void handle(MetadataRequestData request, Call call) {
        MetadataResponseData response =
                new MetadataResponseData().setClusterId(node.clusterId()).setControllerId(node.id());
        response.brokers()
                .add(new MetadataResponseBroker()
                        .setNodeId(node.id())
                        .setHost(node.seenBy(call).host())
                        .setPort(node.seenBy(call).port()));
        if (wantsAll(request, call.version())) {
            catalog.topics().forEach(topic -> response.topics().add(describe(topic, request)));
        } else {
            request.topics().forEach(wanted -> response.topics().add(answer(wanted, request, call.version())));
        }
        boolean operations = request.includeClusterAuthorizedOperations();
        if (operations && call.version() >= TOPIC_OPERATIONS && call.version() <= CLUSTER_OPERATIONS_END) {
            response.setClusterAuthorizedOperations(AuthorizedOperations.ON_CLUSTER);
        }
        call.answer(response);
    }

    private static boolean wantsAll(MetadataRequestData request, short version) {
        List<MetadataRequestTopic> topics = request.topics();
        return topics == null || version < NULL_MEANS_ALL && topics.isEmpty();
    }

    private MetadataResponseTopic answer(MetadataRequestTopic wanted, MetadataRequestData request, short version) {
        if (!wanted.topicId().equals(Uuid.ZERO_UUID)) {
            return byId(wanted.topicId(), request, version);
        }
        String name = String.valueOf(wanted.name());
        var topic = partitions.topic(name);
        if (topic != null) {
            return describe(topic, request);
        }
        Errors error = TopicNames.isLegal(name)
                ? maker.make(name, request.allowAutoTopicCreation())
                : Errors.INVALID_TOPIC_EXCEPTION;
        var made = partitions.topic(name);
        return made == null ? absent(name, Uuid.ZERO_UUID, error) : describe(made, request);
    }

    private MetadataResponseTopic byId(Uuid id, MetadataRequestData request, short version) {
        var topic = partitions.topic(id);
        return topic == null
                ? absent(version >= NAMELESS ? null : "", id, Errors.UNKNOWN_TOPIC_ID)
                : describe(topic, request);
    }

    private static MetadataResponseTopic absent(@Nullable String name, Uuid id, Errors error) {
        return new MetadataResponseTopic().setName(name).setTopicId(id).setErrorCode(error.code());
    }

    private MetadataResponseTopic describe(Topic topic, MetadataRequestData request) {
        MetadataResponseTopic described = new MetadataResponseTopic()
                .setName(topic.name())
                .setTopicId(topic.id())
                .setIsInternal(topic.internal());
        if (request.includeTopicAuthorizedOperations()) {
            described.setTopicAuthorizedOperations(AuthorizedOperations.ON_TOPIC);
        }
        List<Integer> onlyUs = List.of(node.id());
        for (int partition = 0; partition < topic.partitionCount(); partition++) {
            described
                    .partitions()
                    .add(new MetadataResponsePartition()
                            .setPartitionIndex(partition)
                            .setLeaderId(node.id())
                            .setLeaderEpoch(ThisNode.LEADER_EPOCH)
                            .setReplicaNodes(onlyUs)
                            .setIsrNodes(onlyUs));
        }
        return described;
    }
}
