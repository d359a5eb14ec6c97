package dev.millrace.broker.api;

import org.apache.kafka.common.message.DescribeAclsRequestData;
import org.apache.kafka.common.message.DescribeAclsResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.DescribeAclsRequest;
import org.apache.kafka.common.requests.DescribeAclsResponse;
import org.jspecify.annotations.Nullable;

import dev.millrace.broker.security.AccessControl;

/** Tells which ACLs there are. */
final class DescribeAclsHandler implements Handler<DescribeAclsRequestData> {
    private final @Nullable AccessControl access;

    DescribeAclsHandler(@Nullable AccessControl access) {
        this.access = access;
    }

    @Override
    public void handle(DescribeAclsRequestData request, Call call) {
        if (access == null) {
            call.answer(new DescribeAclsResponseData()
                    .setErrorCode(Errors.SECURITY_DISABLED.code())
                    .setErrorMessage(CreateAclsHandler.DISABLED));
            return;
        }
        var filter = ((DescribeAclsRequest) call.request()).filter();
        call.answer(
                new DescribeAclsResponseData().setResources(DescribeAclsResponse.aclsResources(access.find(filter))));
    }
}
