package dev.millrace.broker.api;

import java.util.List;

import org.apache.kafka.common.message.DeleteGroupsRequestData;
import org.apache.kafka.common.message.DeleteGroupsResponseData;
import org.apache.kafka.common.message.DeleteGroupsResponseData.DeletableGroupResult;

import dev.millrace.broker.group.GroupCoordinator;

/** Deletes groups without members, with their offsets; the answer comes when all of them are gone from the log. */
final class DeleteGroupsHandler implements Handler<DeleteGroupsRequestData> {
    private final GroupCoordinator groups;

    DeleteGroupsHandler(GroupCoordinator groups) {
        this.groups = groups;
    }

    @Override
    public void handle(DeleteGroupsRequestData request, Call call) {
        List<String> wanted = request.groupsNames().stream().distinct().toList();
        DeleteGroupsResponseData response = new DeleteGroupsResponseData();
        if (wanted.isEmpty()) {
            call.answer(response);
        }
        for (String groupId : wanted) {
            groups.delete(groupId, error -> {
                response.results()
                        .add(new DeletableGroupResult().setGroupId(groupId).setErrorCode(error.code()));
                if (response.results().size() == wanted.size()) {
                    call.answer(response);
                }
            });
        }
    }
}
