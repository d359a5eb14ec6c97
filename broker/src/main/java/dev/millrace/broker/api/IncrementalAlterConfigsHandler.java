package dev.millrace.broker.api;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.message.IncrementalAlterConfigsRequestData;
import org.apache.kafka.common.message.IncrementalAlterConfigsRequestData.AlterConfigsResource;
import org.apache.kafka.common.message.IncrementalAlterConfigsRequestData.AlterableConfig;
import org.apache.kafka.common.message.IncrementalAlterConfigsResponseData;
import org.apache.kafka.common.message.IncrementalAlterConfigsResponseData.AlterConfigsResourceResponse;
import org.apache.kafka.common.requests.ApiError;

import dev.millrace.broker.catalog.TopicCatalog;

/** Changes single configurations of topics and leaves the others as they are. */
final class IncrementalAlterConfigsHandler implements Handler<IncrementalAlterConfigsRequestData> {
    private final TopicConfigurer configurer;
    private final TopicConfigs known;

    IncrementalAlterConfigsHandler(TopicCatalog catalog) {
        this.configurer = new TopicConfigurer(catalog);
        this.known = new TopicConfigs(catalog.defaults());
    }

    @Override
    public void handle(IncrementalAlterConfigsRequestData request, Call call) {
        IncrementalAlterConfigsResponseData response = new IncrementalAlterConfigsResponseData();
        for (AlterConfigsResource resource : request.resources()) {
            ApiError error = configurer.change(
                    resource.resourceType(),
                    resource.resourceName(),
                    request.validateOnly(),
                    overrides -> edit(resource, overrides));
            response.responses()
                    .add(new AlterConfigsResourceResponse()
                            .setResourceType(resource.resourceType())
                            .setResourceName(resource.resourceName())
                            .setErrorCode(error.error().code())
                            .setErrorMessage(error.message()));
        }
        call.answer(response);
    }

    private Map<String, String> edit(AlterConfigsResource resource, Map<String, String> overrides) {
        ConfigEdit edit = new ConfigEdit(known, overrides);
        Set<String> named = new HashSet<>();
        for (AlterableConfig change : resource.configs()) {
            if (!named.add(change.name())) {
                throw new InvalidRequestException(change.name() + " is changed more than once");
            }
            edit.apply(change);
        }
        return edit.overrides();
    }
}
