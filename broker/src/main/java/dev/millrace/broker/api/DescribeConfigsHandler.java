package dev.millrace.broker.api;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.message.DescribeConfigsRequestData;
import org.apache.kafka.common.message.DescribeConfigsRequestData.DescribeConfigsResource;
import org.apache.kafka.common.message.DescribeConfigsResponseData;
import org.apache.kafka.common.message.DescribeConfigsResponseData.DescribeConfigsResourceResult;
import org.apache.kafka.common.message.DescribeConfigsResponseData.DescribeConfigsResult;
import org.apache.kafka.common.message.DescribeConfigsResponseData.DescribeConfigsSynonym;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

import dev.millrace.broker.catalog.Topic;
import dev.millrace.broker.catalog.TopicCatalog;

/** Describes how topics, groups and the broker are configured. */
final class DescribeConfigsHandler implements Handler<DescribeConfigsRequestData> {
    /** The version that tells types and documentation. */
    static final short TYPES_AND_DOCUMENTATION = 3;

    private static final byte TEXT = 2;

    private final ThisNode node;
    private final TopicCatalog catalog;
    private final Map<String, String> brokerConfig;
    private final TopicConfigs configs;
    private final DescribedGroupConfigs groups;

    /**
     * Makes the handler.
     *
     * @param brokerConfig the broker's settings by name
     */
    DescribeConfigsHandler(
            ThisNode node, TopicCatalog catalog, DescribedGroupConfigs groups, Map<String, String> brokerConfig) {
        this.node = node;
        this.catalog = catalog;
        this.groups = groups;
        this.configs = new TopicConfigs(catalog.defaults());
        this.brokerConfig = new TreeMap<>(brokerConfig);
    }

    @Override
    public void handle(DescribeConfigsRequestData request, Call call) {
        DescribeConfigsResponseData response = new DescribeConfigsResponseData();
        for (DescribeConfigsResource resource : request.resources()) {
            response.results().add(describe(resource, request, call.version()));
        }
        call.answer(response);
    }

    private DescribeConfigsResult describe(
            DescribeConfigsResource resource, DescribeConfigsRequestData request, short version) {
        DescribeConfigsResult result = new DescribeConfigsResult()
                .setResourceType(resource.resourceType())
                .setResourceName(resource.resourceName())
                .setErrorMessage("");
        ConfigResource.Type type = ConfigResource.Type.forId(resource.resourceType());
        switch (type) {
            case TOPIC -> topic(resource, request, version, result);
            case BROKER -> broker(resource, result);
            case GROUP -> groups.describe(resource, request, version, result);
            default -> refuse(result, Errors.INVALID_REQUEST, "no configuration of type " + type + " is kept here");
        }
        return result;
    }

    private void topic(
            DescribeConfigsResource resource,
            DescribeConfigsRequestData request,
            short version,
            DescribeConfigsResult result) {
        Topic topic = catalog.topic(resource.resourceName()).orElse(null);
        if (topic == null) {
            Errors error = TopicNames.isLegal(resource.resourceName())
                    ? Errors.UNKNOWN_TOPIC_OR_PARTITION
                    : Errors.INVALID_TOPIC_EXCEPTION;
            refuse(result, error, "there is no topic " + resource.resourceName());
            return;
        }
        for (TopicConfigs.Entry entry : configs.of(topic.config())) {
            if (isWanted(resource, entry.key().name)) {
                result.configs().add(describe(entry, request, version));
            }
        }
    }

    private static DescribeConfigsResourceResult describe(
            TopicConfigs.Entry entry, DescribeConfigsRequestData request, short version) {
        DescribeConfigsResourceResult described = new DescribeConfigsResourceResult()
                .setName(entry.key().name)
                .setValue(entry.value())
                .setConfigSource(entry.source());
        if (version >= TYPES_AND_DOCUMENTATION) {
            described.setConfigType(entry.type());
            if (request.includeDocumentation()) {
                described.setDocumentation(entry.key().documentation);
            }
        }
        if (request.includeSynonyms()) {
            if (entry.onTopic() != null) {
                described.synonyms().add(synonym(entry, entry.onTopic(), TopicConfigs.SET_ON_TOPIC));
            }
            if (entry.onBroker() != null) {
                described.synonyms().add(synonym(entry, entry.onBroker(), TopicConfigs.SET_ON_BROKER));
            }
            described.synonyms().add(synonym(entry, entry.standard(), TopicConfigs.DEFAULT));
        }
        return described;
    }

    private static DescribeConfigsSynonym synonym(TopicConfigs.Entry entry, @Nullable String value, byte source) {
        return new DescribeConfigsSynonym()
                .setName(entry.key().name)
                .setValue(value)
                .setSource(source);
    }

    private void broker(DescribeConfigsResource resource, DescribeConfigsResult result) {
        String name = resource.resourceName();
        if (!name.isEmpty() && !name.equals(Integer.toString(node.id()))) {
            refuse(result, Errors.INVALID_REQUEST, "there is no node " + name + ", this is node " + node.id());
            return;
        }
        if (name.isEmpty()) {
            // The defaults of all brokers that were changed at run time: none ever are.
            return;
        }
        brokerConfig.forEach((key, value) -> {
            if (isWanted(resource, key)) {
                result.configs()
                        .add(new DescribeConfigsResourceResult()
                                .setName(key)
                                .setValue(value)
                                .setReadOnly(true)
                                .setConfigSource(TopicConfigs.SET_ON_BROKER)
                                .setConfigType(TEXT));
            }
        });
    }

    static boolean isWanted(DescribeConfigsResource resource, String name) {
        List<String> keys = resource.configurationKeys();
        return keys == null || keys.isEmpty() || keys.contains(name);
    }

    static void refuse(DescribeConfigsResult result, Errors error, String message) {
        result.setErrorCode(error.code()).setErrorMessage(message);
    }
}
