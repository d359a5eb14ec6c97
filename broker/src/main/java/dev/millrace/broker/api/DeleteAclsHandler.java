package dev.millrace.broker.api;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.message.DeleteAclsRequestData;
import org.apache.kafka.common.message.DeleteAclsResponseData;
import org.apache.kafka.common.message.DeleteAclsResponseData.DeleteAclsFilterResult;
import org.apache.kafka.common.message.DeleteAclsResponseData.DeleteAclsMatchingAcl;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.DeleteAclsRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.broker.security.AccessControl;

/** Takes away the ACLs that fit filters, and tells which they were. */
final class DeleteAclsHandler implements Handler<DeleteAclsRequestData> {
    private static final Logger LOG = LoggerFactory.getLogger(DeleteAclsHandler.class);

    private final @Nullable AccessControl access;

    DeleteAclsHandler(@Nullable AccessControl access) {
        this.access = access;
    }

    @Override
    public void handle(DeleteAclsRequestData request, Call call) {
        DeleteAclsRequest typed = (DeleteAclsRequest) call.request();
        if (access == null) {
            call.answer(typed.getErrorResponse(0, Errors.SECURITY_DISABLED.exception(CreateAclsHandler.DISABLED))
                    .data());
            return;
        }
        List<DeleteAclsFilterResult> results = new ArrayList<>();
        Set<AclBinding> all = new HashSet<>();
        for (AclBindingFilter filter : typed.filters()) {
            List<AclBinding> found = access.find(filter);
            all.addAll(found);
            results.add(new DeleteAclsFilterResult()
                    .setMatchingAcls(
                            found.stream().map(DeleteAclsHandler::describe).toList()));
        }
        call.answer(new DeleteAclsResponseData().setFilterResults(remove(access, all) ? results : unwritten(typed)));
    }

    private static boolean remove(AccessControl access, Set<AclBinding> bindings) {
        try {
            access.remove(bindings);
            return true;
        } catch (IOException e) {
            LOG.error("The ACLs could not be written; none is removed", e);
            return false;
        }
    }

    private static List<DeleteAclsFilterResult> unwritten(DeleteAclsRequest request) {
        return request.filters().stream()
                .map(filter -> new DeleteAclsFilterResult()
                        .setErrorCode(Errors.KAFKA_STORAGE_ERROR.code())
                        .setErrorMessage("the ACLs could not be written"))
                .toList();
    }

    private static DeleteAclsMatchingAcl describe(AclBinding binding) {
        return new DeleteAclsMatchingAcl()
                .setResourceType(binding.pattern().resourceType().code())
                .setResourceName(binding.pattern().name())
                .setPatternType(binding.pattern().patternType().code())
                .setPrincipal(binding.entry().principal())
                .setHost(binding.entry().host())
                .setOperation(binding.entry().operation().code())
                .setPermissionType(binding.entry().permissionType().code());
    }
}
