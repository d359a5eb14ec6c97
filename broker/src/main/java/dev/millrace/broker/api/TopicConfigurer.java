package dev.millrace.broker.api;

import java.util.Map;
import java.util.function.UnaryOperator;

import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.ApiError;

import dev.millrace.broker.catalog.CatalogRejected;
import dev.millrace.broker.catalog.Topic;
import dev.millrace.broker.catalog.TopicCatalog;

/**
 * Changes configurations for the two requests that ask for it, which differ in form only.
 *
 * <p>Confined to the event-loop thread.
 */
final class TopicConfigurer {
    private final TopicCatalog catalog;

    TopicConfigurer(TopicCatalog catalog) {
        this.catalog = catalog;
    }

    /**
     * Changes the overrides of one topic.
     *
     * @param type of the resource, as the protocol numbers it; only topics can be changed while the broker runs
     * @param change makes the overrides that are to be out of those there are; may throw an {@link ApiException}
     * @return NONE, or what was wrong
     */
    ApiError change(byte type, String name, boolean validateOnly, UnaryOperator<Map<String, String>> change) {
        ConfigResource.Type resource = ConfigResource.Type.forId(type);
        if (resource != ConfigResource.Type.TOPIC) {
            String message = "configurations of type " + resource + " cannot be changed while the broker runs";
            return new ApiError(Errors.INVALID_REQUEST, message);
        }
        Topic topic = catalog.topic(name).orElse(null);
        if (topic == null) {
            return new ApiError(Errors.UNKNOWN_TOPIC_OR_PARTITION, "there is no topic " + name);
        }
        try {
            Map<String, String> overrides = change.apply(topic.config());
            if (validateOnly) {
                catalog.validateConfig(name, overrides);
            } else {
                catalog.configure(name, overrides);
            }
            return ApiError.NONE;
        } catch (CatalogRejected e) {
            return new ApiError(e.error(), e.getMessage());
        } catch (ApiException e) {
            return new ApiError(Errors.forException(e), e.getMessage());
        }
    }
}
