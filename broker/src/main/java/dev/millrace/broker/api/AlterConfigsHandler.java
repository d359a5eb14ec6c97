package dev.millrace.broker.api;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.message.AlterConfigsRequestData;
import org.apache.kafka.common.message.AlterConfigsRequestData.AlterConfigsResource;
import org.apache.kafka.common.message.AlterConfigsRequestData.AlterableConfig;
import org.apache.kafka.common.message.AlterConfigsResponseData;
import org.apache.kafka.common.message.AlterConfigsResponseData.AlterConfigsResourceResponse;
import org.apache.kafka.common.requests.ApiError;

/** Replaces all configurations of topics and groups, as older clients do. */
final class AlterConfigsHandler implements Handler<AlterConfigsRequestData> {
    private final ConfigChanges changes;

    AlterConfigsHandler(ConfigChanges changes) {
        this.changes = changes;
    }

    @Override
    public void handle(AlterConfigsRequestData request, Call call) {
        List<AlterConfigsResource> resources = List.copyOf(request.resources());
        Gathering<AlterConfigsResourceResponse> gathering = new Gathering<>(
                resources.size(), responses -> call.answer(new AlterConfigsResponseData().setResponses(responses)));
        for (int i = 0; i < resources.size(); i++) {
            AlterConfigsResource resource = resources.get(i);
            int place = i;
            changes.change(
                    resource.resourceType(),
                    resource.resourceName(),
                    request.validateOnly(),
                    values -> replacement(resource),
                    error -> gathering.put(place, answer(resource, error)));
        }
    }

    private static AlterConfigsResourceResponse answer(AlterConfigsResource resource, ApiError error) {
        return new AlterConfigsResourceResponse()
                .setResourceType(resource.resourceType())
                .setResourceName(resource.resourceName())
                .setErrorCode(error.error().code())
                .setErrorMessage(error.message());
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
