package dev.millrace.broker.access;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.BiPredicate;

import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.message.AddOffsetsToTxnRequestData;
import org.apache.kafka.common.message.AddPartitionsToTxnRequestData;
import org.apache.kafka.common.message.AlterConfigsRequestData;
import org.apache.kafka.common.message.AlterUserScramCredentialsRequestData;
import org.apache.kafka.common.message.ConsumerGroupDescribeRequestData;
import org.apache.kafka.common.message.ConsumerGroupHeartbeatRequestData;
import org.apache.kafka.common.message.CreateAclsRequestData;
import org.apache.kafka.common.message.CreatePartitionsRequestData;
import org.apache.kafka.common.message.CreateTopicsRequestData;
import org.apache.kafka.common.message.DeleteAclsRequestData;
import org.apache.kafka.common.message.DeleteGroupsRequestData;
import org.apache.kafka.common.message.DeleteRecordsRequestData;
import org.apache.kafka.common.message.DeleteTopicsRequestData;
import org.apache.kafka.common.message.DescribeAclsRequestData;
import org.apache.kafka.common.message.DescribeClusterRequestData;
import org.apache.kafka.common.message.DescribeConfigsRequestData;
import org.apache.kafka.common.message.DescribeGroupsRequestData;
import org.apache.kafka.common.message.DescribeLogDirsRequestData;
import org.apache.kafka.common.message.DescribeProducersRequestData;
import org.apache.kafka.common.message.DescribeTopicPartitionsRequestData;
import org.apache.kafka.common.message.DescribeTransactionsRequestData;
import org.apache.kafka.common.message.DescribeUserScramCredentialsRequestData;
import org.apache.kafka.common.message.EndTxnRequestData;
import org.apache.kafka.common.message.FindCoordinatorRequestData;
import org.apache.kafka.common.message.HeartbeatRequestData;
import org.apache.kafka.common.message.IncrementalAlterConfigsRequestData;
import org.apache.kafka.common.message.InitProducerIdRequestData;
import org.apache.kafka.common.message.JoinGroupRequestData;
import org.apache.kafka.common.message.LeaveGroupRequestData;
import org.apache.kafka.common.message.ListConfigResourcesRequestData;
import org.apache.kafka.common.message.ListGroupsRequestData;
import org.apache.kafka.common.message.ListOffsetsRequestData;
import org.apache.kafka.common.message.ListTransactionsRequestData;
import org.apache.kafka.common.message.MetadataRequestData;
import org.apache.kafka.common.message.OffsetCommitRequestData;
import org.apache.kafka.common.message.OffsetDeleteRequestData;
import org.apache.kafka.common.message.OffsetFetchRequestData;
import org.apache.kafka.common.message.OffsetForLeaderEpochRequestData;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.StreamsGroupDescribeRequestData;
import org.apache.kafka.common.message.StreamsGroupHeartbeatRequestData;
import org.apache.kafka.common.message.SyncGroupRequestData;
import org.apache.kafka.common.message.TxnOffsetCommitRequestData;
import org.apache.kafka.common.message.WriteTxnMarkersRequestData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Errors;

import dev.millrace.broker.api.Dispatcher;
import dev.millrace.broker.catalog.TopicCatalog;
import dev.millrace.broker.security.AccessControl;
import dev.millrace.broker.security.CallerRights;

/**
 * Says which gate is before which API, and puts them there.
 *
 * <p>Confined to the thread that puts the broker together.
 */
public final class Gates {
    /** What needs no leave: to be told the versions and to log in; and fetches, which ask for themselves. */
    private static final Set<ApiKeys> OPEN =
            EnumSet.of(ApiKeys.API_VERSIONS, ApiKeys.SASL_HANDSHAKE, ApiKeys.SASL_AUTHENTICATE, ApiKeys.FETCH);

    private final Dispatcher dispatcher;
    private final AccessControl control;
    private final Set<ApiKeys> ungated;

    private Gates(Dispatcher dispatcher, AccessControl control) {
        this.dispatcher = dispatcher;
        this.control = control;
        this.ungated = EnumSet.copyOf(dispatcher.apis());
        this.ungated.removeAll(OPEN);
    }

    /**
     * Closes every API to those without leave.
     *
     * @throws IllegalStateException if there is an API for which nobody has said what it needs
     */
    public static void close(Dispatcher dispatcher, AccessControl control, TopicCatalog catalog) {
        Gates gates = new Gates(dispatcher, control);
        gates.records(new RecordGates(catalog));
        gates.topics(new TopicGates(catalog), new MetadataGates(catalog));
        gates.transactions();
        gates.groups(new OffsetGates(catalog));
        gates.membership();
        gates.newerGroups();
        gates.configurations();
        gates.cluster();
        gates.security();
        if (!gates.ungated.isEmpty()) {
            throw new IllegalStateException("no gate is before " + gates.ungated);
        }
    }

    private <Q extends ApiMessage> void put(ApiKeys api, Class<Q> requestType, Gate<Q> gate) {
        dispatcher.before(
                api,
                requestType,
                next -> (request, call) -> gate.pass(new Passage<>(
                        request,
                        call,
                        control.of(call.caller().principal(), call.caller().host()),
                        next)));
        ungated.remove(api);
    }

    private <Q extends ApiMessage> void unless(
            ApiKeys api, Class<Q> requestType, BiPredicate<Q, CallerRights> may, Errors error) {
        put(api, requestType, Gate.unless(may, error));
    }

    private void records(RecordGates records) {
        put(ApiKeys.PRODUCE, ProduceRequestData.class, records::produce);
        put(ApiKeys.LIST_OFFSETS, ListOffsetsRequestData.class, RecordGates::listOffsets);
        put(ApiKeys.DELETE_RECORDS, DeleteRecordsRequestData.class, RecordGates::deleteRecords);
        put(ApiKeys.OFFSET_FOR_LEADER_EPOCH, OffsetForLeaderEpochRequestData.class, RecordGates::epochs);
        put(ApiKeys.DESCRIBE_PRODUCERS, DescribeProducersRequestData.class, RecordGates::producers);
    }

    private void topics(TopicGates topics, MetadataGates metadata) {
        put(ApiKeys.METADATA, MetadataRequestData.class, metadata::metadata);
        put(ApiKeys.DESCRIBE_CLUSTER, DescribeClusterRequestData.class, MetadataGates::cluster);
        put(ApiKeys.DESCRIBE_TOPIC_PARTITIONS, DescribeTopicPartitionsRequestData.class, metadata::partitions);
        put(ApiKeys.CREATE_TOPICS, CreateTopicsRequestData.class, TopicGates::create);
        put(ApiKeys.DELETE_TOPICS, DeleteTopicsRequestData.class, topics::delete);
        put(ApiKeys.CREATE_PARTITIONS, CreatePartitionsRequestData.class, TopicGates::grow);
    }

    private void transactions() {
        put(ApiKeys.INIT_PRODUCER_ID, InitProducerIdRequestData.class, TransactionGates::init);
        put(ApiKeys.ADD_PARTITIONS_TO_TXN, AddPartitionsToTxnRequestData.class, TransactionGates::addPartitions);
        put(ApiKeys.ADD_OFFSETS_TO_TXN, AddOffsetsToTxnRequestData.class, TransactionGates::addOffsets);
        put(ApiKeys.TXN_OFFSET_COMMIT, TxnOffsetCommitRequestData.class, TransactionGates::commitOffsets);
        put(ApiKeys.DESCRIBE_TRANSACTIONS, DescribeTransactionsRequestData.class, TransactionGates::describe);
        put(ApiKeys.LIST_TRANSACTIONS, ListTransactionsRequestData.class, TransactionGates::list);
        unless(
                ApiKeys.END_TXN,
                EndTxnRequestData.class,
                (request, access) -> access.transaction(AclOperation.WRITE, request.transactionalId()),
                Errors.TRANSACTIONAL_ID_AUTHORIZATION_FAILED);
    }

    private void groups(OffsetGates offsets) {
        put(ApiKeys.OFFSET_COMMIT, OffsetCommitRequestData.class, offsets::commit);
        put(ApiKeys.OFFSET_FETCH, OffsetFetchRequestData.class, offsets::fetch);
        put(ApiKeys.OFFSET_DELETE, OffsetDeleteRequestData.class, OffsetGates::delete);
        put(ApiKeys.FIND_COORDINATOR, FindCoordinatorRequestData.class, GroupGates::find);
        put(ApiKeys.LIST_GROUPS, ListGroupsRequestData.class, GroupGates::list);
        put(ApiKeys.DESCRIBE_GROUPS, DescribeGroupsRequestData.class, GroupGates::describe);
        put(ApiKeys.DELETE_GROUPS, DeleteGroupsRequestData.class, GroupGates::delete);
    }

    private void membership() {
        unless(
                ApiKeys.JOIN_GROUP,
                JoinGroupRequestData.class,
                (request, access) -> access.group(AclOperation.READ, request.groupId()),
                Errors.GROUP_AUTHORIZATION_FAILED);
        unless(
                ApiKeys.SYNC_GROUP,
                SyncGroupRequestData.class,
                (request, access) -> access.group(AclOperation.READ, request.groupId()),
                Errors.GROUP_AUTHORIZATION_FAILED);
        unless(
                ApiKeys.HEARTBEAT,
                HeartbeatRequestData.class,
                (request, access) -> access.group(AclOperation.READ, request.groupId()),
                Errors.GROUP_AUTHORIZATION_FAILED);
        unless(
                ApiKeys.LEAVE_GROUP,
                LeaveGroupRequestData.class,
                (request, access) -> access.group(AclOperation.READ, request.groupId()),
                Errors.GROUP_AUTHORIZATION_FAILED);
    }

    private void newerGroups() {
        put(ApiKeys.CONSUMER_GROUP_HEARTBEAT, ConsumerGroupHeartbeatRequestData.class, MemberGates::consumer);
        put(ApiKeys.STREAMS_GROUP_HEARTBEAT, StreamsGroupHeartbeatRequestData.class, MemberGates::streams);
        put(ApiKeys.CONSUMER_GROUP_DESCRIBE, ConsumerGroupDescribeRequestData.class, MemberGates::describeConsumers);
        put(ApiKeys.STREAMS_GROUP_DESCRIBE, StreamsGroupDescribeRequestData.class, MemberGates::describeStreams);
    }

    private void configurations() {
        put(ApiKeys.DESCRIBE_CONFIGS, DescribeConfigsRequestData.class, ConfigGates::describe);
        put(ApiKeys.ALTER_CONFIGS, AlterConfigsRequestData.class, ConfigGates::alter);
        put(ApiKeys.INCREMENTAL_ALTER_CONFIGS, IncrementalAlterConfigsRequestData.class, ConfigGates::alterSome);
    }

    private void cluster() {
        unless(
                ApiKeys.WRITE_TXN_MARKERS,
                WriteTxnMarkersRequestData.class,
                (request, access) -> access.cluster(AclOperation.ALTER) || access.cluster(AclOperation.CLUSTER_ACTION),
                Errors.CLUSTER_AUTHORIZATION_FAILED);
        unless(
                ApiKeys.DESCRIBE_LOG_DIRS,
                DescribeLogDirsRequestData.class,
                (request, access) -> access.cluster(AclOperation.DESCRIBE),
                Errors.CLUSTER_AUTHORIZATION_FAILED);
        unless(
                ApiKeys.LIST_CONFIG_RESOURCES,
                ListConfigResourcesRequestData.class,
                (request, access) -> access.cluster(AclOperation.DESCRIBE_CONFIGS),
                Errors.CLUSTER_AUTHORIZATION_FAILED);
    }

    private void security() {
        unless(
                ApiKeys.DESCRIBE_USER_SCRAM_CREDENTIALS,
                DescribeUserScramCredentialsRequestData.class,
                (request, access) -> access.cluster(AclOperation.DESCRIBE),
                Errors.CLUSTER_AUTHORIZATION_FAILED);
        unless(
                ApiKeys.ALTER_USER_SCRAM_CREDENTIALS,
                AlterUserScramCredentialsRequestData.class,
                (request, access) -> access.cluster(AclOperation.ALTER),
                Errors.CLUSTER_AUTHORIZATION_FAILED);
        unless(
                ApiKeys.DESCRIBE_ACLS,
                DescribeAclsRequestData.class,
                (request, access) -> access.cluster(AclOperation.DESCRIBE),
                Errors.CLUSTER_AUTHORIZATION_FAILED);
        unless(
                ApiKeys.CREATE_ACLS,
                CreateAclsRequestData.class,
                (request, access) -> access.cluster(AclOperation.ALTER),
                Errors.CLUSTER_AUTHORIZATION_FAILED);
        unless(
                ApiKeys.DELETE_ACLS,
                DeleteAclsRequestData.class,
                (request, access) -> access.cluster(AclOperation.ALTER),
                Errors.CLUSTER_AUTHORIZATION_FAILED);
    }
}
