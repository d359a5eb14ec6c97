package dev.millrace.broker.api;

import java.util.Random;
import java.util.function.Supplier;

import org.apache.kafka.common.message.AddOffsetsToTxnRequestData;
import org.apache.kafka.common.message.AddPartitionsToTxnRequestData;
import org.apache.kafka.common.message.AlterConfigsRequestData;
import org.apache.kafka.common.message.AlterUserScramCredentialsRequestData;
import org.apache.kafka.common.message.ApiVersionsRequestData;
import org.apache.kafka.common.message.ApiVersionsResponseData;
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
import org.apache.kafka.common.message.FetchRequestData;
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
import org.apache.kafka.common.message.SaslAuthenticateRequestData;
import org.apache.kafka.common.message.SaslHandshakeRequestData;
import org.apache.kafka.common.message.StreamsGroupDescribeRequestData;
import org.apache.kafka.common.message.StreamsGroupHeartbeatRequestData;
import org.apache.kafka.common.message.SyncGroupRequestData;
import org.apache.kafka.common.message.TxnOffsetCommitRequestData;
import org.apache.kafka.common.message.WriteTxnMarkersRequestData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.jspecify.annotations.Nullable;

import dev.millrace.broker.group.GroupCoordinator;
import dev.millrace.broker.security.AccessControl;

/** Says which APIs there are, and puts their handlers together. Without state. */
public final class Apis {
    private Apis() {}

    /** Returns a dispatcher that knows all handlers. */
    public static Dispatcher dispatcher(ApiServices services) {
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.add(ApiKeys.API_VERSIONS, ApiVersionsRequestData.class, new ApiVersionsHandler(dispatcher.apis()));
        addLogins(dispatcher, services);
        addAcls(dispatcher, services.access());
        addRecords(dispatcher, services);
        addTransactions(dispatcher, services);
        addTopics(dispatcher, services);
        addConfigurations(dispatcher, services);
        addMembership(dispatcher, services);
        addOffsets(dispatcher, services);
        addGroupAdministration(dispatcher, services);
        return dispatcher;
    }

    /** Returns what a client is told of the APIs of a dispatcher, also before a login. */
    public static Supplier<ApiVersionsResponseData> versions(Dispatcher dispatcher) {
        return new ApiVersionsHandler(dispatcher.apis())::versions;
    }

    private static void addLogins(Dispatcher to, ApiServices services) {
        to.add(ApiKeys.SASL_HANDSHAKE, SaslHandshakeRequestData.class, LateLoginHandlers::handshake);
        to.add(ApiKeys.SASL_AUTHENTICATE, SaslAuthenticateRequestData.class, LateLoginHandlers::authenticate);
        to.add(
                ApiKeys.DESCRIBE_USER_SCRAM_CREDENTIALS,
                DescribeUserScramCredentialsRequestData.class,
                new DescribeUsersHandler(services.users()));
        to.add(
                ApiKeys.ALTER_USER_SCRAM_CREDENTIALS,
                AlterUserScramCredentialsRequestData.class,
                new AlterUsersHandler(services.users()));
    }

    private static void addAcls(Dispatcher to, @Nullable AccessControl access) {
        to.add(ApiKeys.DESCRIBE_ACLS, DescribeAclsRequestData.class, new DescribeAclsHandler(access));
        to.add(ApiKeys.CREATE_ACLS, CreateAclsRequestData.class, new CreateAclsHandler(access));
        to.add(ApiKeys.DELETE_ACLS, DeleteAclsRequestData.class, new DeleteAclsHandler(access));
    }

    private static void addRecords(Dispatcher to, ApiServices services) {
        KnownPartitions partitions = new KnownPartitions(services.catalog());
        var produce = new ProduceHandler(
                partitions,
                services.durability(),
                services.fetches(),
                new WriteGate(services.transactions()),
                services.traffic());
        to.add(ApiKeys.PRODUCE, ProduceRequestData.class, produce);
        to.add(
                ApiKeys.FETCH,
                FetchRequestData.class,
                new FetchHandler(
                        partitions,
                        services.fetches(),
                        new FetchSessions(new Random()),
                        services.access(),
                        services.traffic(),
                        services.time()));
        to.add(ApiKeys.LIST_OFFSETS, ListOffsetsRequestData.class, new ListOffsetsHandler(partitions));
        to.add(ApiKeys.DELETE_RECORDS, DeleteRecordsRequestData.class, new DeleteRecordsHandler(partitions));
        to.add(
                ApiKeys.OFFSET_FOR_LEADER_EPOCH,
                OffsetForLeaderEpochRequestData.class,
                new OffsetForLeaderEpochHandler(partitions));
    }

    private static void addTransactions(Dispatcher to, ApiServices services) {
        var transactions = services.transactions();
        KnownPartitions partitions = new KnownPartitions(services.catalog());
        var init = new InitProducerIdHandler(services.catalog().producerIds(), transactions);
        to.add(ApiKeys.INIT_PRODUCER_ID, InitProducerIdRequestData.class, init);
        var add = new AddPartitionsToTxnHandler(partitions, transactions);
        to.add(ApiKeys.ADD_PARTITIONS_TO_TXN, AddPartitionsToTxnRequestData.class, add);
        to.add(ApiKeys.ADD_OFFSETS_TO_TXN, AddOffsetsToTxnRequestData.class, new AddOffsetsToTxnHandler(transactions));
        var commit = new TxnOffsetCommitHandler(partitions, services.groups(), transactions);
        to.add(ApiKeys.TXN_OFFSET_COMMIT, TxnOffsetCommitRequestData.class, commit);
        to.add(ApiKeys.END_TXN, EndTxnRequestData.class, new EndTxnHandler(transactions));
        to.add(
                ApiKeys.WRITE_TXN_MARKERS,
                WriteTxnMarkersRequestData.class,
                new WriteTxnMarkersHandler(services.markers()));
        to.add(
                ApiKeys.DESCRIBE_PRODUCERS,
                DescribeProducersRequestData.class,
                new DescribeProducersHandler(partitions));
        to.add(
                ApiKeys.DESCRIBE_TRANSACTIONS,
                DescribeTransactionsRequestData.class,
                new DescribeTransactionsHandler(transactions));
        var list = new ListTransactionsHandler(transactions, services.time());
        to.add(ApiKeys.LIST_TRANSACTIONS, ListTransactionsRequestData.class, list);
    }

    private static void addTopics(Dispatcher to, ApiServices services) {
        ThisNode node = services.node();
        var catalog = services.catalog();
        var defaults = services.settings().topics();
        var metadata = new MetadataHandler(node, catalog, new TopicMaker(catalog, defaults));
        to.add(ApiKeys.METADATA, MetadataRequestData.class, metadata);
        to.add(ApiKeys.DESCRIBE_CLUSTER, DescribeClusterRequestData.class, new DescribeClusterHandler(node));
        var create = new CreateTopicsHandler(node, catalog, defaults);
        to.add(ApiKeys.CREATE_TOPICS, CreateTopicsRequestData.class, create);
        var delete = new DeleteTopicsHandler(catalog, services.groups(), services.fetches(), services.traffic());
        to.add(ApiKeys.DELETE_TOPICS, DeleteTopicsRequestData.class, delete);
        to.add(
                ApiKeys.DESCRIBE_TOPIC_PARTITIONS,
                DescribeTopicPartitionsRequestData.class,
                new DescribeTopicPartitionsHandler(node, catalog));
        var directories =
                new DescribeLogDirsHandler(catalog, services.settings().dataDirectory());
        to.add(ApiKeys.DESCRIBE_LOG_DIRS, DescribeLogDirsRequestData.class, directories);
        var grow = new CreatePartitionsHandler(node, catalog);
        to.add(ApiKeys.CREATE_PARTITIONS, CreatePartitionsRequestData.class, grow);
    }

    private static void addConfigurations(Dispatcher to, ApiServices services) {
        var catalog = services.catalog();
        var groups = services.groups();
        var describe = new DescribeConfigsHandler(
                services.node(),
                catalog,
                new DescribedGroupConfigs(groups),
                services.settings().toMap());
        to.add(ApiKeys.DESCRIBE_CONFIGS, DescribeConfigsRequestData.class, describe);
        ConfigChanges changes = new ConfigChanges(catalog, groups);
        to.add(
                ApiKeys.INCREMENTAL_ALTER_CONFIGS,
                IncrementalAlterConfigsRequestData.class,
                new IncrementalAlterConfigsHandler(changes));
        to.add(ApiKeys.ALTER_CONFIGS, AlterConfigsRequestData.class, new AlterConfigsHandler(changes));
        var list = new ListConfigResourcesHandler(services.node(), catalog, groups);
        to.add(ApiKeys.LIST_CONFIG_RESOURCES, ListConfigResourcesRequestData.class, list);
    }

    private static void addMembership(Dispatcher to, ApiServices services) {
        GroupCoordinator groups = services.groups();
        to.add(ApiKeys.JOIN_GROUP, JoinGroupRequestData.class, new JoinGroupHandler(groups));
        to.add(ApiKeys.SYNC_GROUP, SyncGroupRequestData.class, new SyncGroupHandler(groups));
        to.add(ApiKeys.HEARTBEAT, HeartbeatRequestData.class, new HeartbeatHandler(groups));
        to.add(ApiKeys.LEAVE_GROUP, LeaveGroupRequestData.class, new LeaveGroupHandler(groups));
        to.add(
                ApiKeys.CONSUMER_GROUP_HEARTBEAT,
                ConsumerGroupHeartbeatRequestData.class,
                new ConsumerGroupHeartbeatHandler(groups));
        var streams = new StreamsGroupHeartbeatHandler(groups, services.catalog());
        to.add(ApiKeys.STREAMS_GROUP_HEARTBEAT, StreamsGroupHeartbeatRequestData.class, streams);
    }

    private static void addOffsets(Dispatcher to, ApiServices services) {
        KnownPartitions partitions = new KnownPartitions(services.catalog());
        var find = new FindCoordinatorHandler(services.node());
        to.add(ApiKeys.FIND_COORDINATOR, FindCoordinatorRequestData.class, find);
        var commit = new OffsetCommitHandler(partitions, services.groups());
        to.add(ApiKeys.OFFSET_COMMIT, OffsetCommitRequestData.class, commit);
        var delete = new OffsetDeleteHandler(partitions, services.groups());
        to.add(ApiKeys.OFFSET_DELETE, OffsetDeleteRequestData.class, delete);
        var fetch = new OffsetFetchHandler(partitions, services.groups());
        to.add(ApiKeys.OFFSET_FETCH, OffsetFetchRequestData.class, fetch);
    }

    private static void addGroupAdministration(Dispatcher to, ApiServices services) {
        GroupCoordinator groups = services.groups();
        to.add(ApiKeys.LIST_GROUPS, ListGroupsRequestData.class, new ListGroupsHandler(groups));
        to.add(ApiKeys.DESCRIBE_GROUPS, DescribeGroupsRequestData.class, new DescribeGroupsHandler(groups));
        to.add(ApiKeys.DELETE_GROUPS, DeleteGroupsRequestData.class, new DeleteGroupsHandler(groups));
        to.add(
                ApiKeys.CONSUMER_GROUP_DESCRIBE,
                ConsumerGroupDescribeRequestData.class,
                new ConsumerGroupDescribeHandler(groups, services.catalog()));
        var streams = new StreamsGroupDescribeHandler(groups);
        to.add(ApiKeys.STREAMS_GROUP_DESCRIBE, StreamsGroupDescribeRequestData.class, streams);
    }
}
