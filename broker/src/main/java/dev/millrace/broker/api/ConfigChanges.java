package dev.millrace.broker.api;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.requests.ApiError;

import dev.millrace.broker.catalog.TopicCatalog;
import dev.millrace.broker.group.GroupCoordinator;

/**
 * Changes configurations of whatever can be configured while the broker runs: topics and groups.
 *
 * <p>Confined to the event-loop thread.
 */
final class ConfigChanges {
    private final TopicConfigurer topics;
    private final TopicConfigs topicConfigs;
    private final GroupConfigurer groups;

    ConfigChanges(TopicCatalog catalog, GroupCoordinator groups) {
        this.topics = new TopicConfigurer(catalog);
        this.topicConfigs = new TopicConfigs(catalog.defaults());
        this.groups = new GroupConfigurer(groups);
    }

    /**
     * Changes the values of one resource.
     *
     * @param type of the resource, as the protocol numbers it
     * @param change makes the values that are to be out of those there are
     * @param then told NONE, or what was wrong
     */
    void change(
            byte type,
            String name,
            boolean validateOnly,
            UnaryOperator<Map<String, String>> change,
            Consumer<ApiError> then) {
        if (isGroup(type)) {
            groups.change(name, validateOnly, change, then);
        } else {
            then.accept(topics.change(type, name, validateOnly, change));
        }
    }

    /** Begins to edit the values of a resource. */
    ConfigEdit edit(byte type, Map<String, String> values) {
        if (isGroup(type)) {
            return new ConfigEdit("group", name -> groups.find(name, values), values);
        }
        return new ConfigEdit("topic", name -> topicConfigs.current(name, values), values);
    }

    private static boolean isGroup(byte type) {
        return ConfigResource.Type.forId(type) == ConfigResource.Type.GROUP;
    }
}
