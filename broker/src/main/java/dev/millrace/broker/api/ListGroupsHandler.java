package dev.millrace.broker.api;

import java.util.List;

import org.apache.kafka.common.message.ListGroupsRequestData;
import org.apache.kafka.common.message.ListGroupsResponseData;
import org.apache.kafka.common.message.ListGroupsResponseData.ListedGroup;

import dev.millrace.broker.group.GroupCoordinator;
import dev.millrace.broker.group.GroupView;

/** Lists groups, by wish only those in certain states or of certain types. */
final class ListGroupsHandler implements Handler<ListGroupsRequestData> {
    private final GroupCoordinator groups;

    ListGroupsHandler(GroupCoordinator groups) {
        this.groups = groups;
    }

    @Override
    public void handle(ListGroupsRequestData request, Call call) {
        ListGroupsResponseData response = new ListGroupsResponseData();
        for (GroupView group : groups.groups()) {
            if (passes(request.statesFilter(), group.state())
                    && passes(request.typesFilter(), group.type().title())) {
                response.groups()
                        .add(new ListedGroup()
                                .setGroupId(group.groupId())
                                .setProtocolType(group.protocolType())
                                .setGroupState(group.state())
                                .setGroupType(group.type().title()));
            }
        }
        call.answer(response);
    }

    private static boolean passes(List<String> filter, String value) {
        return filter.isEmpty() || filter.stream().anyMatch(value::equalsIgnoreCase);
    }
}
