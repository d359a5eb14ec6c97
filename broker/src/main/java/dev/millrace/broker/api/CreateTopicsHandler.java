package dev.millrace.broker.api;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.common.message.CreateTopicsRequestData;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableReplicaAssignment;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableTopic;
import org.apache.kafka.common.message.CreateTopicsResponseData;
import org.apache.kafka.common.message.CreateTopicsResponseData.CreatableTopicConfigs;
import org.apache.kafka.common.message.CreateTopicsResponseData.CreatableTopicResult;
import org.apache.kafka.common.protocol.Errors;

import dev.millrace.broker.catalog.CatalogRejected;
import dev.millrace.broker.catalog.Topic;
import dev.millrace.broker.catalog.TopicCatalog;
import dev.millrace.broker.settings.TopicDefaults;

/** Makes topics. */
final class CreateTopicsHandler implements Handler<CreateTopicsRequestData> {
    private static final short ONE_COPY = 1;
    private static final short ANY_COPIES = -1;

    private final ThisNode node;
    private final TopicCatalog catalog;
    private final TopicDefaults defaults;
    private final TopicConfigs configs;

    CreateTopicsHandler(ThisNode node, TopicCatalog catalog, TopicDefaults defaults) {
        this.node = node;
        this.catalog = catalog;
        this.defaults = defaults;
        this.configs = new TopicConfigs(catalog.defaults());
    }

    @Override
    public void handle(CreateTopicsRequestData request, Call call) {
        CreateTopicsResponseData response = new CreateTopicsResponseData();
        Map<String, Integer> times = new HashMap<>();
        request.topics().forEach(wanted -> times.merge(wanted.name(), 1, Integer::sum));
        for (CreatableTopic wanted : request.topics()) {
            Integer count = times.remove(wanted.name());
            if (count != null) {
                response.topics().add(count == 1 ? create(wanted, request.validateOnly()) : twice(wanted));
            }
        }
        call.answer(response);
    }

    private static CreatableTopicResult twice(CreatableTopic wanted) {
        return refused(
                new CreatableTopicResult().setName(wanted.name()),
                Errors.INVALID_REQUEST,
                "topic " + wanted.name() + " is named more than once");
    }

    private CreatableTopicResult create(CreatableTopic wanted, boolean validateOnly) {
        CreatableTopicResult result = new CreatableTopicResult().setName(wanted.name());
        Map<String, String> config = new HashMap<>();
        for (var entry : wanted.configs()) {
            if (entry.value() == null) {
                return refused(
                        result, Errors.INVALID_CONFIG, "Null value not supported for topic configs: " + entry.name());
            }
            config.put(entry.name(), entry.value());
        }
        if (wanted.replicationFactor() != ONE_COPY && wanted.replicationFactor() != ANY_COPIES) {
            return refused(
                    result,
                    Errors.INVALID_REPLICATION_FACTOR,
                    "replication factor must be 1 (or -1) on a single node: " + wanted.replicationFactor());
        }
        if (!assignsOnlyUs(wanted)) {
            return refused(
                    result,
                    Errors.INVALID_REPLICA_ASSIGNMENT,
                    "partitions must be numbered from 0, each on node " + node.id() + " alone");
        }
        return create(result, partitions(wanted), config, validateOnly);
    }

    private boolean assignsOnlyUs(CreatableTopic wanted) {
        boolean[] seen = new boolean[wanted.assignments().size()];
        for (CreatableReplicaAssignment assignment : wanted.assignments()) {
            int partition = assignment.partitionIndex();
            if (partition < 0
                    || partition >= seen.length
                    || !assignment.brokerIds().equals(List.of(node.id()))) {
                return false;
            }
            seen[partition] = true;
        }
        return true;
    }

    private int partitions(CreatableTopic wanted) {
        if (!wanted.assignments().isEmpty()) {
            return wanted.assignments().size();
        }
        return wanted.numPartitions() == -1 ? defaults.partitions() : wanted.numPartitions();
    }

    private CreatableTopicResult create(
            CreatableTopicResult result, int partitions, Map<String, String> config, boolean validateOnly) {
        try {
            if (validateOnly) {
                catalog.validate(result.name(), partitions, config);
            } else {
                Topic made = catalog.create(result.name(), partitions, config);
                result.setTopicId(made.id());
            }
        } catch (CatalogRejected e) {
            return refused(result, e.error(), e.getMessage());
        }
        configs.of(config).forEach(entry -> result.configs()
                .add(new CreatableTopicConfigs()
                        .setName(entry.key().name)
                        .setValue(entry.value())
                        .setConfigSource(entry.source())));
        return result.setNumPartitions(partitions).setReplicationFactor(ONE_COPY);
    }

    private static CreatableTopicResult refused(CreatableTopicResult result, Errors error, String message) {
        return result.setErrorCode(error.code()).setErrorMessage(message);
    }
}
