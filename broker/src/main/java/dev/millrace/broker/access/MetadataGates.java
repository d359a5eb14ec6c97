package dev.millrace.broker.access;

import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.message.DescribeClusterRequestData;
import org.apache.kafka.common.message.DescribeClusterResponseData;
import org.apache.kafka.common.message.DescribeTopicPartitionsRequestData;
import org.apache.kafka.common.message.DescribeTopicPartitionsResponseData;
import org.apache.kafka.common.message.DescribeTopicPartitionsResponseData.DescribeTopicPartitionsResponseTopic;
import org.apache.kafka.common.message.MetadataRequestData;
import org.apache.kafka.common.message.MetadataRequestData.MetadataRequestTopic;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseTopic;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.resource.Resource;
import org.apache.kafka.common.resource.ResourceType;
import org.jspecify.annotations.Nullable;

import dev.millrace.broker.catalog.Topic;
import dev.millrace.broker.catalog.TopicCatalog;
import dev.millrace.broker.security.CallerRights;

/**
 * Gates before descriptions of topics and the cluster: what may not be seen is not there for who wants all, and is
 * refused to who asks for it by name, whether it exists or not.
 *
 * <p>Without state of its own.
 */
final class MetadataGates {
    private static final short REFUSED = Errors.TOPIC_AUTHORIZATION_FAILED.code();
    private static final int UNKNOWN_OPERATIONS = Integer.MIN_VALUE;
    private static final short NAMELESS = 12;

    private final TopicCatalog catalog;

    MetadataGates(TopicCatalog catalog) {
        this.catalog = catalog;
    }

    void metadata(Passage<MetadataRequestData> passage) {
        MetadataRequestData request = passage.request();
        CallerRights access = passage.access();
        boolean all = request.topics() == null
                || passage.version() == 0 && request.topics().isEmpty();
        List<MetadataRequestTopic> refused = List.of();
        if (all) {
            List<MetadataRequestTopic> visible = new ArrayList<>();
            TopicGates.visible(catalog, access).forEach(name -> visible.add(new MetadataRequestTopic().setName(name)));
            request.setTopics(visible);
        } else {
            refused = Passage.takeOut(request.topics(), topic -> mayDescribe(access, topic, request));
        }
        boolean nothing = request.topics().isEmpty();
        List<MetadataRequestTopic> forbidden = refused;
        passage.on(MetadataResponseData.class, response -> {
            if (nothing) {
                // An empty list means all topics in the first version.
                response.topics().clear();
            }
            forbidden.forEach(topic -> response.topics().add(refuse(topic, passage.version())));
            narrow(response, access);
        });
    }

    private boolean mayDescribe(CallerRights access, MetadataRequestTopic wanted, MetadataRequestData request) {
        if (!wanted.topicId().equals(Uuid.ZERO_UUID)) {
            Topic topic = catalog.topic(wanted.topicId()).orElse(null);
            return topic == null || access.topic(AclOperation.DESCRIBE, topic.name());
        }
        String name = String.valueOf(wanted.name());
        if (!access.topic(AclOperation.DESCRIBE, name)) {
            return false;
        }
        boolean makes = request.allowAutoTopicCreation() && catalog.topic(name).isEmpty();
        return !makes || TopicGates.mayCreate(access, name);
    }

    private static MetadataResponseTopic refuse(MetadataRequestTopic topic, short version) {
        boolean byId = !topic.topicId().equals(Uuid.ZERO_UUID);
        @Nullable String name = byId ? version >= NAMELESS ? null : "" : String.valueOf(topic.name());
        return new MetadataResponseTopic()
                .setName(name)
                .setTopicId(topic.topicId())
                .setErrorCode(REFUSED);
    }

    private static void narrow(MetadataResponseData response, CallerRights access) {
        response.setClusterAuthorizedOperations(onCluster(response.clusterAuthorizedOperations(), access));
        for (MetadataResponseTopic topic : response.topics()) {
            if (topic.topicAuthorizedOperations() != UNKNOWN_OPERATIONS) {
                topic.setTopicAuthorizedOperations(
                        access.narrow(topic.topicAuthorizedOperations(), ResourceType.TOPIC, topic.name()));
            }
        }
    }

    private static int onCluster(int operations, CallerRights access) {
        if (operations == UNKNOWN_OPERATIONS) {
            return operations;
        }
        return access.cluster(AclOperation.DESCRIBE)
                ? access.narrow(operations, ResourceType.CLUSTER, Resource.CLUSTER_NAME)
                : 0;
    }

    static void cluster(Passage<DescribeClusterRequestData> passage) {
        CallerRights access = passage.access();
        passage.on(
                DescribeClusterResponseData.class,
                response -> response.setClusterAuthorizedOperations(
                        onCluster(response.clusterAuthorizedOperations(), access)));
    }

    void partitions(Passage<DescribeTopicPartitionsRequestData> passage) {
        DescribeTopicPartitionsRequestData request = passage.request();
        CallerRights access = passage.access();
        List<DescribeTopicPartitionsRequestData.TopicRequest> refused = List.of();
        if (request.topics().isEmpty()) {
            List<DescribeTopicPartitionsRequestData.TopicRequest> visible = new ArrayList<>();
            TopicGates.visible(catalog, access)
                    .forEach(name -> visible.add(new DescribeTopicPartitionsRequestData.TopicRequest().setName(name)));
            request.setTopics(visible);
        } else {
            refused = Passage.takeOut(request.topics(), topic -> access.topic(AclOperation.DESCRIBE, topic.name()));
        }
        DescribeTopicPartitionsResponseData refusals = new DescribeTopicPartitionsResponseData();
        refused.forEach(topic -> refusals.topics()
                .add(new DescribeTopicPartitionsResponseTopic()
                        .setName(topic.name())
                        .setErrorCode(REFUSED)));
        if (request.topics().isEmpty()) {
            passage.call().answer(refusals);
            return;
        }
        passage.on(DescribeTopicPartitionsResponseData.class, response -> {
            response.topics().forEach(topic -> narrow(topic, access));
            Passage.takeOut(refusals.topics(), topic -> false)
                    .forEach(topic -> response.topics().add(topic));
        });
    }

    private static void narrow(DescribeTopicPartitionsResponseTopic topic, CallerRights access) {
        if (topic.topicAuthorizedOperations() != UNKNOWN_OPERATIONS) {
            topic.setTopicAuthorizedOperations(
                    access.narrow(topic.topicAuthorizedOperations(), ResourceType.TOPIC, topic.name()));
        }
    }
}
