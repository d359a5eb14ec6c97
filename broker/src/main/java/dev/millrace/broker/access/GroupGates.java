package dev.millrace.broker.access;

import java.util.List;

import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.message.DeleteGroupsRequestData;
import org.apache.kafka.common.message.DeleteGroupsResponseData;
import org.apache.kafka.common.message.DeleteGroupsResponseData.DeletableGroupResult;
import org.apache.kafka.common.message.DescribeGroupsRequestData;
import org.apache.kafka.common.message.DescribeGroupsResponseData;
import org.apache.kafka.common.message.DescribeGroupsResponseData.DescribedGroup;
import org.apache.kafka.common.message.FindCoordinatorRequestData;
import org.apache.kafka.common.message.FindCoordinatorResponseData;
import org.apache.kafka.common.message.FindCoordinatorResponseData.Coordinator;
import org.apache.kafka.common.message.ListGroupsRequestData;
import org.apache.kafka.common.message.ListGroupsResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.FindCoordinatorRequest.CoordinatorType;
import org.apache.kafka.common.resource.ResourceType;

import dev.millrace.broker.security.CallerRights;

/** Gates before the administration of groups. Without state. */
final class GroupGates {
    private static final short REFUSED = Errors.GROUP_AUTHORIZATION_FAILED.code();
    private static final short MANY_KEYS = 4;
    private static final int UNKNOWN_OPERATIONS = Integer.MIN_VALUE;

    private GroupGates() {}

    static void find(Passage<FindCoordinatorRequestData> passage) {
        FindCoordinatorRequestData request = passage.request();
        boolean transactions = request.keyType() == CoordinatorType.TRANSACTION.id();
        ResourceType type = transactions ? ResourceType.TRANSACTIONAL_ID : ResourceType.GROUP;
        Errors error = transactions ? Errors.TRANSACTIONAL_ID_AUTHORIZATION_FAILED : Errors.GROUP_AUTHORIZATION_FAILED;
        if (passage.version() >= MANY_KEYS) {
            passage.partly(
                    request.coordinatorKeys(),
                    key -> passage.access().may(AclOperation.DESCRIBE, type, key),
                    FindCoordinatorResponseData.class,
                    (response, key) -> response.coordinators()
                            .add(new Coordinator()
                                    .setKey(key)
                                    .setErrorCode(error.code())
                                    .setErrorMessage(error.message())
                                    .setNodeId(-1)
                                    .setHost("")
                                    .setPort(-1)));
        } else if (passage.access().may(AclOperation.DESCRIBE, type, request.key())) {
            passage.on();
        } else {
            passage.refuse(error);
        }
    }

    /** Lists all groups to who may describe the cluster, else those that may be described themselves. */
    static void list(Passage<ListGroupsRequestData> passage) {
        CallerRights access = passage.access();
        if (access.cluster(AclOperation.DESCRIBE)) {
            passage.on();
        } else {
            passage.on(
                    ListGroupsResponseData.class,
                    response -> Passage.takeOut(
                            response.groups(), group -> access.group(AclOperation.DESCRIBE, group.groupId())));
        }
    }

    static void describe(Passage<DescribeGroupsRequestData> passage) {
        CallerRights access = passage.access();
        List<String> refused =
                Passage.takeOut(passage.request().groups(), group -> access.group(AclOperation.DESCRIBE, group));
        passage.on(DescribeGroupsResponseData.class, response -> {
            for (DescribedGroup group : response.groups()) {
                group.setAuthorizedOperations(narrow(group.authorizedOperations(), access, group.groupId()));
            }
            refused.forEach(group ->
                    response.groups().add(new DescribedGroup().setGroupId(group).setErrorCode(REFUSED)));
        });
    }

    /** Leaves of the operations on a group those that are allowed; does nothing if they are not told. */
    static int narrow(int operations, CallerRights access, String group) {
        return operations == UNKNOWN_OPERATIONS ? operations : access.narrow(operations, ResourceType.GROUP, group);
    }

    static void delete(Passage<DeleteGroupsRequestData> passage) {
        passage.partly(
                passage.request().groupsNames(),
                group -> passage.access().group(AclOperation.DELETE, group),
                DeleteGroupsResponseData.class,
                (response, group) -> response.results()
                        .add(new DeletableGroupResult().setGroupId(group).setErrorCode(REFUSED)));
    }
}
