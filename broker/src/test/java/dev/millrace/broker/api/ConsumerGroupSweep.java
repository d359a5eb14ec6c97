package dev.millrace.broker.api;

import java.util.List;
import java.util.function.Function;

import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.ConsumerGroupDescribeRequestData;
import org.apache.kafka.common.message.ConsumerGroupHeartbeatRequestData;
import org.apache.kafka.common.message.ConsumerGroupHeartbeatRequestData.TopicPartitions;
import org.apache.kafka.common.message.DeleteGroupsRequestData;
import org.apache.kafka.common.message.DescribeConfigsRequestData;
import org.apache.kafka.common.message.DescribeConfigsRequestData.DescribeConfigsResource;
import org.apache.kafka.common.message.IncrementalAlterConfigsRequestData;
import org.apache.kafka.common.message.JoinGroupRequestData;
import org.apache.kafka.common.message.JoinGroupRequestData.JoinGroupRequestProtocol;
import org.apache.kafka.common.message.JoinGroupRequestData.JoinGroupRequestProtocolCollection;
import org.apache.kafka.common.message.LeaveGroupRequestData;
import org.apache.kafka.common.message.ListConfigResourcesRequestData;
import org.apache.kafka.common.message.OffsetCommitRequestData;
import org.apache.kafka.common.message.OffsetFetchRequestData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Errors;

/** The part of the sweep over all versions that has to do with groups of the consumer protocol. */
final class ConsumerGroupSweep {
    private static final byte GROUP = 32;

    private final Uuid topicId;

    ConsumerGroupSweep(Uuid topicId) {
        this.topicId = topicId;
    }

    void run(Sweep sweep) {
        heartbeats(sweep);
        offsets(sweep);
        administration(sweep);
        configurations(sweep);
    }

    private void heartbeats(Sweep sweep) {
        ApiKeys api = ApiKeys.CONSUMER_GROUP_HEARTBEAT;
        sweep.over(api, Errors.NONE, v -> heartbeat(0, v));
        sweep.over(api, Errors.INVALID_REQUEST, v -> heartbeat(0, v).setGroupId(""));
        sweep.over(api, Errors.UNSUPPORTED_ASSIGNOR, v -> heartbeat(0, v).setServerAssignor("best"));
        sweep.over(api, Errors.UNKNOWN_MEMBER_ID, v -> heartbeat(3, v).setMemberId("stranger"));
        sweep.over(api, Errors.FENCED_MEMBER_EPOCH, v -> heartbeat(300, v));
        sweep.over(api, Errors.GROUP_ID_NOT_FOUND, v -> heartbeat(3, v).setGroupId("nobody"));
        sweep.over(api, v -> v == 0 ? Errors.NONE : Errors.INVALID_REGULAR_EXPRESSION, v -> {
            ConsumerGroupHeartbeatRequestData request = heartbeat(0, v);
            return v == 0 ? request : request.setSubscribedTopicRegex("(");
        });
        sweep.over(ApiKeys.CONSUMER_GROUP_DESCRIBE, Errors.NONE, v -> describe("consumers-0"));
        sweep.over(ApiKeys.CONSUMER_GROUP_DESCRIBE, Errors.GROUP_ID_NOT_FOUND, v -> describe("nobody"));
    }

    private void offsets(Sweep sweep) {
        sweep.over(ApiKeys.OFFSET_COMMIT, Errors.STALE_MEMBER_EPOCH, v -> commit("member-0", 9, v));
        sweep.over(ApiKeys.OFFSET_COMMIT, Errors.UNKNOWN_MEMBER_ID, v -> commit("stranger", 1, v));
        sweep.over(ApiKeys.OFFSET_COMMIT, Errors.NONE, v -> commit("member-0", 2, v));
        sweep.over(ApiKeys.OFFSET_FETCH, v -> v < 9 ? Errors.NONE : Errors.STALE_MEMBER_EPOCH, v -> fetch(9, v));
        sweep.over(ApiKeys.OFFSET_FETCH, Errors.NONE, v -> fetch(2, v));
    }

    private static void administration(Sweep sweep) {
        sweep.over(ApiKeys.JOIN_GROUP, Errors.INCONSISTENT_GROUP_PROTOCOL, v -> join());
        sweep.over(ApiKeys.LEAVE_GROUP, Errors.UNKNOWN_MEMBER_ID, v -> leave("stranger", v));
        sweep.over(ApiKeys.DELETE_GROUPS, Errors.NON_EMPTY_GROUP, v -> new DeleteGroupsRequestData()
                .setGroupsNames(List.of("consumers-1")));
        sweep.over(
                ApiKeys.LEAVE_GROUP, v -> v == 0 ? Errors.NONE : Errors.UNKNOWN_MEMBER_ID, v -> leave("member-0", v));
    }

    private static void configurations(Sweep sweep) {
        sweep.over(ApiKeys.INCREMENTAL_ALTER_CONFIGS, Errors.NONE, v -> set("consumer.session.timeout.ms", "50000"));
        sweep.over(ApiKeys.INCREMENTAL_ALTER_CONFIGS, Errors.INVALID_CONFIG, v -> set("consumer.nonsense", "1"));
        sweep.over(
                ApiKeys.INCREMENTAL_ALTER_CONFIGS, Errors.INVALID_CONFIG, v -> set("consumer.session.timeout.ms", "1"));
        sweep.over(ApiKeys.DESCRIBE_CONFIGS, Errors.NONE, v -> describeConfig("g", v));
        sweep.over(ApiKeys.DESCRIBE_CONFIGS, Errors.INVALID_REQUEST, v -> describeConfig("", v));
        sweep.over(ApiKeys.LIST_CONFIG_RESOURCES, Errors.NONE, v -> new ListConfigResourcesRequestData());
        sweep.over(
                ApiKeys.LIST_CONFIG_RESOURCES,
                v -> v == 0 ? Errors.NONE : Errors.UNSUPPORTED_VERSION,
                v -> new ListConfigResourcesRequestData().setResourceTypes(v == 0 ? List.of() : List.of((byte) 99)));
    }

    private static ConsumerGroupHeartbeatRequestData heartbeat(int epoch, short version) {
        return new ConsumerGroupHeartbeatRequestData()
                .setGroupId("consumers-" + version)
                .setMemberId("member-" + version)
                .setMemberEpoch(epoch)
                .setRebalanceTimeoutMs(1000)
                .setSubscribedTopicNames(List.of("known"))
                .setTopicPartitions(List.<TopicPartitions>of());
    }

    private static ConsumerGroupDescribeRequestData describe(String groupId) {
        return new ConsumerGroupDescribeRequestData()
                .setGroupIds(List.of(groupId))
                .setIncludeAuthorizedOperations(true);
    }

    private OffsetCommitRequestData commit(String memberId, int epoch, short version) {
        var topic = new OffsetCommitRequestData.OffsetCommitRequestTopic()
                .setPartitions(
                        List.of(new OffsetCommitRequestData.OffsetCommitRequestPartition().setCommittedOffset(1)));
        return new OffsetCommitRequestData()
                .setGroupId("consumers-0")
                .setMemberId(memberId)
                .setGenerationIdOrMemberEpoch(epoch)
                .setTopics(List.of(version < 10 ? topic.setName("known") : topic.setTopicId(topicId)));
    }

    private OffsetFetchRequestData fetch(int epoch, short version) {
        if (version < 8) {
            return new OffsetFetchRequestData()
                    .setGroupId("consumers-0")
                    .setTopics(List.of(new OffsetFetchRequestData.OffsetFetchRequestTopic()
                            .setName("known")
                            .setPartitionIndexes(List.of(0))));
        }
        var topic = new OffsetFetchRequestData.OffsetFetchRequestTopics().setPartitionIndexes(List.of(0));
        var group = new OffsetFetchRequestData.OffsetFetchRequestGroup()
                .setGroupId("consumers-0")
                .setTopics(List.of(version < 10 ? topic.setName("known") : topic.setTopicId(topicId)));
        if (version >= 9) {
            group.setMemberId("member-0").setMemberEpoch(epoch);
        }
        return new OffsetFetchRequestData().setGroups(List.of(group));
    }

    private static JoinGroupRequestData join() {
        JoinGroupRequestProtocolCollection protocols = new JoinGroupRequestProtocolCollection();
        protocols.add(new JoinGroupRequestProtocol().setName("range").setMetadata(new byte[0]));
        return new JoinGroupRequestData()
                .setGroupId("consumers-0")
                .setProtocolType("consumer")
                .setSessionTimeoutMs(10_000)
                .setRebalanceTimeoutMs(-1)
                .setProtocols(protocols);
    }

    private static LeaveGroupRequestData leave(String memberId, short version) {
        LeaveGroupRequestData request = new LeaveGroupRequestData().setGroupId("consumers-0");
        return version < 3
                ? request.setMemberId(memberId)
                : request.setMembers(List.of(new LeaveGroupRequestData.MemberIdentity().setMemberId(memberId)));
    }

    private static IncrementalAlterConfigsRequestData set(String name, String value) {
        var resource = new IncrementalAlterConfigsRequestData.AlterConfigsResource()
                .setResourceType(GROUP)
                .setResourceName("g");
        resource.configs()
                .add(new IncrementalAlterConfigsRequestData.AlterableConfig()
                        .setName(name)
                        .setValue(value));
        IncrementalAlterConfigsRequestData request = new IncrementalAlterConfigsRequestData();
        request.resources().add(resource);
        return request;
    }

    private static DescribeConfigsRequestData describeConfig(String group, short version) {
        return new DescribeConfigsRequestData()
                .setIncludeSynonyms(true)
                .setIncludeDocumentation(version >= 3)
                .setResources(List.of(new DescribeConfigsResource()
                        .setResourceType(GROUP)
                        .setResourceName(group)
                        .setConfigurationKeys(null)));
    }

    /** Sends a request in every version and checks its error. */
    @FunctionalInterface
    interface Sweep {
        void over(ApiKeys api, Function<Short, Errors> expected, Function<Short, ApiMessage> request);

        default void over(ApiKeys api, Errors expected, Function<Short, ApiMessage> request) {
            over(api, version -> expected, request);
        }
    }
}
