package dev.millrace.broker.api;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.message.CreateAclsRequestData;
import org.apache.kafka.common.message.CreateAclsRequestData.AclCreation;
import org.apache.kafka.common.message.CreateAclsResponseData;
import org.apache.kafka.common.message.CreateAclsResponseData.AclCreationResult;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.CreateAclsRequest;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.Resource;
import org.apache.kafka.common.resource.ResourceType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.broker.security.AccessControl;

/** Adds ACLs; those that make no sense are refused one by one. */
final class CreateAclsHandler implements Handler<CreateAclsRequestData> {
    /** What is said when there are no ACLs to speak of. */
    static final String DISABLED = "No Authorizer is configured: authorizer.class.name is not set.";

    private static final Logger LOG = LoggerFactory.getLogger(CreateAclsHandler.class);
    private static final int LONGEST = 32_767;

    private final @Nullable AccessControl access;

    CreateAclsHandler(@Nullable AccessControl access) {
        this.access = access;
    }

    @Override
    public void handle(CreateAclsRequestData request, Call call) {
        if (access == null) {
            call.answer(((CreateAclsRequest) call.request())
                    .getErrorResponse(0, Errors.SECURITY_DISABLED.exception(DISABLED))
                    .data());
            return;
        }
        call.answer(create(request, access));
    }

    private static CreateAclsResponseData create(CreateAclsRequestData request, AccessControl access) {
        CreateAclsResponseData response = new CreateAclsResponseData();
        List<AclBinding> sound = new ArrayList<>();
        List<AclCreationResult> accepted = new ArrayList<>();
        for (AclCreation wanted : request.creations()) {
            AclBinding binding = CreateAclsRequest.aclBinding(wanted);
            AclCreationResult result = new AclCreationResult();
            response.results().add(result);
            String fault = fault(binding);
            if (fault == null) {
                sound.add(binding);
                accepted.add(result);
            } else {
                result.setErrorCode(Errors.INVALID_REQUEST.code()).setErrorMessage(fault);
            }
        }
        try {
            access.add(sound);
        } catch (IOException e) {
            LOG.error("The ACLs could not be written", e);
            accepted.forEach(result -> result.setErrorCode(Errors.KAFKA_STORAGE_ERROR.code())
                    .setErrorMessage("the ACLs could not be written: " + e.getMessage()));
        }
        return response;
    }

    private static @Nullable String fault(AclBinding binding) {
        String name = binding.pattern().name();
        if (name.isEmpty()) {
            return "Resource name should not be empty";
        }
        if (binding.isUnknown()
                || binding.pattern().resourceType() == ResourceType.ANY
                || binding.entry().operation() == AclOperation.ANY
                || binding.entry().permissionType() == AclPermissionType.ANY) {
            return "type, operation and permission of an ACL must be definite: " + binding;
        }
        if (binding.pattern().patternType() != PatternType.LITERAL
                && binding.pattern().patternType() != PatternType.PREFIXED) {
            return "the pattern of an ACL must be LITERAL or PREFIXED: " + binding;
        }
        if (binding.pattern().resourceType() == ResourceType.CLUSTER && !name.equals(Resource.CLUSTER_NAME)) {
            return "The only valid name for the CLUSTER resource is " + Resource.CLUSTER_NAME;
        }
        String principal = binding.entry().principal();
        if (principal.indexOf(':') < 0) {
            return "Could not parse principal from `" + principal + "`: it must be type:name, such as User:alice";
        }
        boolean tooLong = name.length() > LONGEST / 3 || principal.length() > LONGEST / 3;
        return tooLong ? "an ACL's name or principal has more than " + LONGEST / 3 + " characters" : null;
    }
}
