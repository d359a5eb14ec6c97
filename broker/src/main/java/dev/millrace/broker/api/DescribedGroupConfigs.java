package dev.millrace.broker.api;

import java.util.Map;

import org.apache.kafka.common.message.DescribeConfigsRequestData;
import org.apache.kafka.common.message.DescribeConfigsRequestData.DescribeConfigsResource;
import org.apache.kafka.common.message.DescribeConfigsResponseData.DescribeConfigsResourceResult;
import org.apache.kafka.common.message.DescribeConfigsResponseData.DescribeConfigsResult;
import org.apache.kafka.common.message.DescribeConfigsResponseData.DescribeConfigsSynonym;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

import dev.millrace.broker.group.GroupCoordinator;
import dev.millrace.broker.settings.GroupConfig;
import dev.millrace.broker.settings.GroupSettings;

/**
 * Describes how single groups are configured, whether they exist or not.
 *
 * <p>Confined to the event-loop thread.
 */
final class DescribedGroupConfigs {
    private static final byte SET_ON_GROUP = 8;
    private static final byte INT = 3;

    private final GroupCoordinator groups;

    DescribedGroupConfigs(GroupCoordinator groups) {
        this.groups = groups;
    }

    void describe(
            DescribeConfigsResource resource,
            DescribeConfigsRequestData request,
            short version,
            DescribeConfigsResult result) {
        if (resource.resourceName().isEmpty()) {
            DescribeConfigsHandler.refuse(result, Errors.INVALID_REQUEST, "a group must be named");
            return;
        }
        Map<String, String> own = groups.config(resource.resourceName());
        for (GroupConfig config : GroupConfig.values()) {
            if (DescribeConfigsHandler.isWanted(resource, config.title())) {
                result.configs().add(describe(config, own.get(config.title()), request, version));
            }
        }
    }

    private DescribeConfigsResourceResult describe(
            GroupConfig config, @Nullable String own, DescribeConfigsRequestData request, short version) {
        String onBroker = Integer.toString(config.in(groups.settings()));
        byte brokerSource = config.in(GroupSettings.DEFAULTS) == config.in(groups.settings())
                ? TopicConfigs.DEFAULT
                : TopicConfigs.SET_ON_BROKER;
        var described = new DescribeConfigsResourceResult()
                .setName(config.title())
                .setValue(own == null ? onBroker : own)
                .setConfigSource(own == null ? brokerSource : SET_ON_GROUP);
        if (version >= DescribeConfigsHandler.TYPES_AND_DOCUMENTATION) {
            described.setConfigType(INT);
            if (request.includeDocumentation()) {
                described.setDocumentation(config.documentation());
            }
        }
        if (request.includeSynonyms()) {
            if (own != null) {
                described.synonyms().add(synonym(config.title(), own, SET_ON_GROUP));
            }
            described.synonyms().add(synonym(config.brokerTitle(), onBroker, brokerSource));
        }
        return described;
    }

    private static DescribeConfigsSynonym synonym(String name, String value, byte source) {
        return new DescribeConfigsSynonym().setName(name).setValue(value).setSource(source);
    }
}
