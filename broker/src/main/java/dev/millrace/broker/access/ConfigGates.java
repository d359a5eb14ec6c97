package dev.millrace.broker.access;

import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.message.AlterConfigsRequestData;
import org.apache.kafka.common.message.AlterConfigsResponseData;
import org.apache.kafka.common.message.DescribeConfigsRequestData;
import org.apache.kafka.common.message.DescribeConfigsResponseData;
import org.apache.kafka.common.message.DescribeConfigsResponseData.DescribeConfigsResult;
import org.apache.kafka.common.message.IncrementalAlterConfigsRequestData;
import org.apache.kafka.common.message.IncrementalAlterConfigsResponseData;
import org.apache.kafka.common.protocol.Errors;

import dev.millrace.broker.security.CallerRights;

/** Gates before configurations: of topics and groups by leave for them, else for the cluster. Without state. */
final class ConfigGates {
    private ConfigGates() {}

    static void describe(Passage<DescribeConfigsRequestData> passage) {
        passage.partly(
                passage.request().resources(),
                resource -> may(
                        passage.access(),
                        AclOperation.DESCRIBE_CONFIGS,
                        resource.resourceType(),
                        resource.resourceName()),
                DescribeConfigsResponseData.class,
                (response, resource) -> response.results()
                        .add(new DescribeConfigsResult()
                                .setResourceType(resource.resourceType())
                                .setResourceName(resource.resourceName())
                                .setErrorCode(error(resource.resourceType()).code())
                                .setErrorMessage(error(resource.resourceType()).message())));
    }

    static void alter(Passage<AlterConfigsRequestData> passage) {
        passage.partly(
                passage.request().resources(),
                resource -> mayAlter(passage.access(), resource.resourceType(), resource.resourceName()),
                AlterConfigsResponseData.class,
                (response, resource) -> response.responses()
                        .add(new AlterConfigsResponseData.AlterConfigsResourceResponse()
                                .setResourceType(resource.resourceType())
                                .setResourceName(resource.resourceName())
                                .setErrorCode(error(resource.resourceType()).code())
                                .setErrorMessage(error(resource.resourceType()).message())));
    }

    static void alterSome(Passage<IncrementalAlterConfigsRequestData> passage) {
        passage.partly(
                passage.request().resources(),
                resource -> mayAlter(passage.access(), resource.resourceType(), resource.resourceName()),
                IncrementalAlterConfigsResponseData.class,
                (response, resource) -> response.responses()
                        .add(new IncrementalAlterConfigsResponseData.AlterConfigsResourceResponse()
                                .setResourceType(resource.resourceType())
                                .setResourceName(resource.resourceName())
                                .setErrorCode(error(resource.resourceType()).code())
                                .setErrorMessage(error(resource.resourceType()).message())));
    }

    private static boolean mayAlter(CallerRights access, byte type, String name) {
        return may(access, AclOperation.ALTER_CONFIGS, type, name);
    }

    private static boolean may(CallerRights access, AclOperation operation, byte type, String name) {
        return switch (ConfigResource.Type.forId(type)) {
            case TOPIC -> access.topic(operation, name);
            case GROUP -> access.group(operation, name);
            default -> access.cluster(operation);
        };
    }

    private static Errors error(byte type) {
        return switch (ConfigResource.Type.forId(type)) {
            case TOPIC -> Errors.TOPIC_AUTHORIZATION_FAILED;
            case GROUP -> Errors.GROUP_AUTHORIZATION_FAILED;
            default -> Errors.CLUSTER_AUTHORIZATION_FAILED;
        };
    }
}
