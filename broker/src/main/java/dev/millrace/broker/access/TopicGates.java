package dev.millrace.broker.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.message.CreatePartitionsRequestData;
import org.apache.kafka.common.message.CreatePartitionsResponseData;
import org.apache.kafka.common.message.CreatePartitionsResponseData.CreatePartitionsTopicResult;
import org.apache.kafka.common.message.CreateTopicsRequestData;
import org.apache.kafka.common.message.CreateTopicsResponseData;
import org.apache.kafka.common.message.CreateTopicsResponseData.CreatableTopicResult;
import org.apache.kafka.common.message.DeleteTopicsRequestData;
import org.apache.kafka.common.message.DeleteTopicsRequestData.DeleteTopicState;
import org.apache.kafka.common.message.DeleteTopicsResponseData;
import org.apache.kafka.common.message.DeleteTopicsResponseData.DeletableTopicResult;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.CreateTopicsRequest;

import dev.millrace.broker.catalog.Topic;
import dev.millrace.broker.catalog.TopicCatalog;
import dev.millrace.broker.security.CallerRights;

/**
 * Gates before the making, growing and deleting of topics.
 *
 * <p>Without state of its own.
 */
final class TopicGates {
    private static final short REFUSED = Errors.TOPIC_AUTHORIZATION_FAILED.code();
    private static final String MESSAGE = Errors.TOPIC_AUTHORIZATION_FAILED.message();
    private static final short DELETE_BY_ID = 6;

    private final TopicCatalog catalog;

    TopicGates(TopicCatalog catalog) {
        this.catalog = catalog;
    }

    /** Returns whether a topic may be made: either kind of leave is enough. */
    static boolean mayCreate(CallerRights access, String topic) {
        return access.cluster(AclOperation.CREATE) || access.topic(AclOperation.CREATE, topic);
    }

    static void create(Passage<CreateTopicsRequestData> passage) {
        CallerRights access = passage.access();
        List<CreateTopicsRequestData.CreatableTopic> refused =
                Passage.takeOut(passage.request().topics(), topic -> mayCreate(access, topic.name()));
        passage.on(CreateTopicsResponseData.class, response -> {
            response.topics().forEach(topic -> hideConfig(access, topic));
            refused.forEach(topic -> response.topics()
                    .add(new CreatableTopicResult()
                            .setName(topic.name())
                            .setErrorCode(REFUSED)
                            .setErrorMessage("Authorization failed.")));
        });
    }

    private static void hideConfig(CallerRights access, CreatableTopicResult topic) {
        if (topic.errorCode() == Errors.NONE.code() && !access.topic(AclOperation.DESCRIBE_CONFIGS, topic.name())) {
            topic.setTopicConfigErrorCode(REFUSED)
                    .setConfigs(List.of())
                    .setNumPartitions(CreateTopicsRequest.NO_NUM_PARTITIONS)
                    .setReplicationFactor(CreateTopicsRequest.NO_REPLICATION_FACTOR);
        }
    }

    static void grow(Passage<CreatePartitionsRequestData> passage) {
        passage.partly(
                passage.request().topics(),
                topic -> passage.access().topic(AclOperation.ALTER, topic.name()),
                CreatePartitionsResponseData.class,
                (response, topic) -> response.results()
                        .add(new CreatePartitionsTopicResult()
                                .setName(topic.name())
                                .setErrorCode(REFUSED)
                                .setErrorMessage(MESSAGE)));
    }

    void delete(Passage<DeleteTopicsRequestData> passage) {
        CallerRights access = passage.access();
        if (passage.version() < DELETE_BY_ID) {
            passage.partly(
                    passage.request().topicNames(),
                    name -> access.topic(AclOperation.DELETE, name),
                    DeleteTopicsResponseData.class,
                    (response, name) -> response.responses().add(refused().setName(name)));
            return;
        }
        passage.partly(
                passage.request().topics(),
                topic -> mayDelete(access, topic),
                DeleteTopicsResponseData.class,
                (response, topic) -> response.responses().add(refused(access, topic)));
    }

    private boolean mayDelete(CallerRights access, DeleteTopicState wanted) {
        if (wanted.name() != null) {
            return access.topic(AclOperation.DELETE, wanted.name());
        }
        Topic topic = catalog.topic(wanted.topicId()).orElse(null);
        return topic == null || access.topic(AclOperation.DELETE, topic.name());
    }

    /** Refuses without telling the name that belongs to an id, or the id that belongs to a name, to who may not see. */
    private DeletableTopicResult refused(CallerRights access, DeleteTopicState wanted) {
        Topic topic = catalog.topic(wanted.topicId()).orElse(null);
        boolean seen = topic != null && access.topic(AclOperation.DESCRIBE, topic.name());
        return refused().setName(seen ? topic.name() : wanted.name()).setTopicId(wanted.topicId());
    }

    private static DeletableTopicResult refused() {
        return new DeletableTopicResult()
                .setTopicId(Uuid.ZERO_UUID)
                .setErrorCode(REFUSED)
                .setErrorMessage(MESSAGE);
    }

    /** Returns the names of all topics that may be seen. */
    static List<String> visible(TopicCatalog catalog, CallerRights access) {
        List<String> names = new ArrayList<>();
        catalog.topics().forEach(topic -> names.add(topic.name()));
        names.removeIf(name -> !access.topic(AclOperation.DESCRIBE, name));
        return names;
    }

    /** Returns whether all topics of some names may be seen. */
    static boolean seesAll(CallerRights access, Set<String> names) {
        return names.stream().allMatch(name -> access.topic(AclOperation.DESCRIBE, name));
    }
}
