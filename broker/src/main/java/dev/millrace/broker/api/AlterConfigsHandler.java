package dev.millrace.broker.api;

import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.message.AlterConfigsRequestData;
import org.apache.kafka.common.message.AlterConfigsRequestData.AlterConfigsResource;
import org.apache.kafka.common.message.AlterConfigsRequestData.AlterableConfig;
import org.apache.kafka.common.message.AlterConfigsResponseData;
import org.apache.kafka.common.message.AlterConfigsResponseData.AlterConfigsResourceResponse;
import org.apache.kafka.common.requests.ApiError;

import dev.millrace.broker.catalog.TopicCatalog;

/** Replaces all configurations of topics, as older clients do. */
final class AlterConfigsHandler implements Handler<AlterConfigsRequestData> {
    private final TopicConfigurer configurer;

    AlterConfigsHandler(TopicCatalog catalog) {
        this.configurer = new TopicConfigurer(catalog);
    }

    @Override
    public void handle(AlterConfigsRequestData request, Call call) {
        AlterConfigsResponseData response = new AlterConfigsResponseData();
        for (AlterConfigsResource resource : request.resources()) {
            ApiError error = configurer.change(
                    resource.resourceType(),
                    resource.resourceName(),
                    request.validateOnly(),
                    overrides -> replacement(resource));
            response.responses()
                    .add(new AlterConfigsResourceResponse()
                            .setResourceType(resource.resourceType())
                            .setResourceName(resource.resourceName())
                            .setErrorCode(error.error().code())
                            .setErrorMessage(error.message()));
        }
        call.answer(response);
    }

    private static Map<String, String> replacement(AlterConfigsResource resource) {
        Map<String, String> overrides = new HashMap<>();
        for (AlterableConfig config : resource.configs()) {
            if (config.value() == null) {
                throw new InvalidRequestException("Null value not supported for: " + config.name());
            }
            overrides.put(config.name(), config.value());
        }
        return overrides;
    }
}
