package dev.millrace.broker.api;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.ConfigResource.Type;
import org.apache.kafka.common.message.ListConfigResourcesRequestData;
import org.apache.kafka.common.message.ListConfigResourcesResponseData;
import org.apache.kafka.common.protocol.Errors;

import dev.millrace.broker.catalog.Topic;
import dev.millrace.broker.catalog.TopicCatalog;
import dev.millrace.broker.group.GroupCoordinator;

/**
 * Lists what has, or can have, a configuration (KIP-1142): topics, the broker, and groups that have set something for
 * themselves. Version 0 asks for subscriptions to clients' metrics only, and there are none here.
 */
final class ListConfigResourcesHandler implements Handler<ListConfigResourcesRequestData> {
    private static final short TYPES = 1;

    private final ThisNode node;
    private final TopicCatalog catalog;
    private final GroupCoordinator groups;

    ListConfigResourcesHandler(ThisNode node, TopicCatalog catalog, GroupCoordinator groups) {
        this.node = node;
        this.catalog = catalog;
        this.groups = groups;
    }

    @Override
    public void handle(ListConfigResourcesRequestData request, Call call) {
        var response = new ListConfigResourcesResponseData();
        if (call.version() < TYPES) {
            call.answer(response);
            return;
        }
        List<Byte> wanted = request.resourceTypes();
        if (wanted.stream().anyMatch(type -> ConfigResource.Type.forId(type) == Type.UNKNOWN)) {
            call.answer(response.setErrorCode(Errors.UNSUPPORTED_VERSION.code()));
            return;
        }
        List<ListConfigResourcesResponseData.ConfigResource> found = new ArrayList<>();
        for (Type type : List.of(Type.GROUP, Type.BROKER, Type.TOPIC)) {
            if (wanted.isEmpty() || wanted.contains(type.id())) {
                names(type)
                        .forEach(name -> found.add(new ListConfigResourcesResponseData.ConfigResource()
                                .setResourceType(type.id())
                                .setResourceName(name)));
            }
        }
        call.answer(response.setConfigResources(found));
    }

    private Collection<String> names(Type type) {
        return switch (type) {
            case GROUP -> groups.configured();
            case TOPIC -> catalog.topics().stream().map(Topic::name).sorted().toList();
            default -> List.of(Integer.toString(node.id()));
        };
    }
}
