package dev.millrace.broker.api;

import org.apache.kafka.common.message.FindCoordinatorRequestData;
import org.apache.kafka.common.message.FindCoordinatorResponseData;
import org.apache.kafka.common.message.FindCoordinatorResponseData.Coordinator;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.FindCoordinatorRequest.CoordinatorType;
import org.jspecify.annotations.Nullable;

import dev.millrace.broker.settings.ListenSettings;

/** Tells clients that the coordinator of every group and every transaction is here. */
final class FindCoordinatorHandler implements Handler<FindCoordinatorRequestData> {
    private static final short MANY_KEYS = 4;

    private final ThisNode node;

    FindCoordinatorHandler(ThisNode node) {
        this.node = node;
    }

    @Override
    public void handle(FindCoordinatorRequestData request, Call call) {
        boolean served = request.keyType() == CoordinatorType.GROUP.id()
                || request.keyType() == CoordinatorType.TRANSACTION.id();
        String message = served ? null : "coordinators of type " + request.keyType() + " are not served by this broker";
        call.answer(
                call.version() >= MANY_KEYS
                        ? many(request, message, node.seenBy(call))
                        : one(message, node.seenBy(call)));
    }

    private FindCoordinatorResponseData one(@Nullable String refusal, ListenSettings.Address us) {
        if (refusal != null) {
            return new FindCoordinatorResponseData()
                    .setErrorCode(Errors.INVALID_REQUEST.code())
                    .setErrorMessage(refusal)
                    .setNodeId(-1)
                    .setPort(-1);
        }
        return new FindCoordinatorResponseData()
                .setNodeId(node.id())
                .setHost(us.host())
                .setPort(us.port());
    }

    private FindCoordinatorResponseData many(
            FindCoordinatorRequestData request, @Nullable String refusal, ListenSettings.Address us) {
        FindCoordinatorResponseData response = new FindCoordinatorResponseData();
        for (String key : request.coordinatorKeys()) {
            Coordinator coordinator = new Coordinator().setKey(key);
            if (refusal == null) {
                coordinator.setNodeId(node.id()).setHost(us.host()).setPort(us.port());
            } else {
                coordinator
                        .setErrorCode(Errors.INVALID_REQUEST.code())
                        .setErrorMessage(refusal)
                        .setNodeId(-1)
                        .setPort(-1);
            }
            response.coordinators().add(coordinator);
        }
        return response;
    }
}
