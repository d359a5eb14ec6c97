package dev.millrace.broker.api;

import org.apache.kafka.common.message.DescribeClusterRequestData;
import org.apache.kafka.common.message.DescribeClusterResponseData;
import org.apache.kafka.common.message.DescribeClusterResponseData.DescribeClusterBroker;
import org.apache.kafka.common.protocol.Errors;

/** Describes the cluster of one. */
final class DescribeClusterHandler implements Handler<DescribeClusterRequestData> {
    private static final byte BROKERS = 1;

    private final ThisNode node;

    DescribeClusterHandler(ThisNode node) {
        this.node = node;
    }

    @Override
    public void handle(DescribeClusterRequestData request, Call call) {
        if (request.endpointType() != BROKERS) {
            call.answer(new DescribeClusterResponseData()
                    .setErrorCode(Errors.UNSUPPORTED_ENDPOINT_TYPE.code())
                    .setErrorMessage("this node has no controller endpoint"));
            return;
        }
        DescribeClusterResponseData response =
                new DescribeClusterResponseData().setClusterId(node.clusterId()).setControllerId(node.id());
        response.brokers()
                .add(new DescribeClusterBroker()
                        .setBrokerId(node.id())
                        .setHost(node.seenBy(call).host())
                        .setPort(node.seenBy(call).port()));
        if (request.includeClusterAuthorizedOperations()) {
            response.setClusterAuthorizedOperations(AuthorizedOperations.ON_CLUSTER);
        }
        call.answer(response);
    }
}
