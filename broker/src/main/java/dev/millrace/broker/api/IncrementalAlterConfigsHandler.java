package dev.millrace.broker.api;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.message.IncrementalAlterConfigsRequestData;
import org.apache.kafka.common.message.IncrementalAlterConfigsRequestData.AlterConfigsResource;
import org.apache.kafka.common.message.IncrementalAlterConfigsRequestData.AlterableConfig;
import org.apache.kafka.common.message.IncrementalAlterConfigsResponseData;
import org.apache.kafka.common.message.IncrementalAlterConfigsResponseData.AlterConfigsResourceResponse;
import org.apache.kafka.common.requests.ApiError;

/** Changes single configurations of topics and groups and leaves the others as they are. */
final class IncrementalAlterConfigsHandler implements Handler<IncrementalAlterConfigsRequestData> {
    private final ConfigChanges changes;

    IncrementalAlterConfigsHandler(ConfigChanges changes) {
        this.changes = changes;
    }

    @Override
    public void handle(IncrementalAlterConfigsRequestData request, Call call) {
        List<AlterConfigsResource> resources = List.copyOf(request.resources());
        Gathering<AlterConfigsResourceResponse> gathering = new Gathering<>(
                resources.size(),
                responses -> call.answer(new IncrementalAlterConfigsResponseData().setResponses(responses)));
        for (int i = 0; i < resources.size(); i++) {
            AlterConfigsResource resource = resources.get(i);
            int place = i;
            changes.change(
                    resource.resourceType(),
                    resource.resourceName(),
                    request.validateOnly(),
                    values -> edit(resource, values),
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

    private Map<String, String> edit(AlterConfigsResource resource, Map<String, String> overrides) {
        ConfigEdit edit = changes.edit(resource.resourceType(), overrides);
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
