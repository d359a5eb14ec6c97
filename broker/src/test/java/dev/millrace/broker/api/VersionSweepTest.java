package dev.millrace.broker.api;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.message.AddOffsetsToTxnRequestData;
import org.apache.kafka.common.message.AddPartitionsToTxnRequestData;
import org.apache.kafka.common.message.AlterConfigsRequestData;
import org.apache.kafka.common.message.AlterUserScramCredentialsRequestData;
import org.apache.kafka.common.message.ApiVersionsRequestData;
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
import org.apache.kafka.common.message.InitProducerIdResponseData;
import org.apache.kafka.common.message.JoinGroupRequestData;
import org.apache.kafka.common.message.LeaveGroupRequestData;
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
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.InitProducerIdResponse;
import org.apache.kafka.common.requests.JoinGroupResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every handler at every offered version, with success and errors: a field set outside its versions shows here and
 * not as a closed connection of an old client.
 */
class VersionSweepTest {
    private static final byte[] BYTES = "bytes".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    private ApiFixture apis;
    private Uuid topicId;
    private final Set<ApiKeys> swept = new HashSet<>();

    @BeforeEach
    void open() throws Exception {
        apis = new ApiFixture(directory);
        topicId = apis.catalog().create("known", 2, Map.of()).id();
        apis.catalog().create("compacted", 1, Map.of("cleanup.policy", "compact"));
    }

    @AfterEach
    void close() throws Exception {
        apis.close();
    }

    @Test
    void everyApiIsSwept() {
        sweepUsers();
        sweepRecords();
        sweepTopics();
        sweepConfigurations();
        sweepTransactions();
        sweepGroups();
        assertThat(swept).containsExactlyInAnyOrderElementsOf(apis.apis());
    }

    private void sweepUsers() {
        sweep(ApiKeys.SASL_HANDSHAKE, Errors.ILLEGAL_SASL_STATE, v -> new SaslHandshakeRequestData()
                .setMechanism("PLAIN"));
        sweep(ApiKeys.SASL_AUTHENTICATE, Errors.ILLEGAL_SASL_STATE, v -> new SaslAuthenticateRequestData());
        sweep(ApiKeys.ALTER_USER_SCRAM_CREDENTIALS, Errors.NONE, v -> alterUser("alice", 4096));
        sweep(ApiKeys.ALTER_USER_SCRAM_CREDENTIALS, Errors.UNACCEPTABLE_CREDENTIAL, v -> alterUser("alice", 1));
        sweep(ApiKeys.DESCRIBE_USER_SCRAM_CREDENTIALS, Errors.NONE, v -> describeUser("alice"));
        sweep(ApiKeys.DESCRIBE_USER_SCRAM_CREDENTIALS, Errors.RESOURCE_NOT_FOUND, v -> describeUser("bob"));
        sweepAcls();
    }

    private void sweepAcls() {
        byte any = 1;
        byte topic = 2;
        byte literal = 3;
        sweep(ApiKeys.DESCRIBE_ACLS, Errors.SECURITY_DISABLED, v -> new DescribeAclsRequestData()
                .setResourceTypeFilter(topic)
                .setPatternTypeFilter(literal)
                .setOperation(any)
                .setPermissionType(any));
        sweep(ApiKeys.CREATE_ACLS, Errors.SECURITY_DISABLED, v -> new CreateAclsRequestData()
                .setCreations(List.of(new CreateAclsRequestData.AclCreation()
                        .setResourceType(topic)
                        .setResourceName("known")
                        .setResourcePatternType(literal)
                        .setPrincipal("User:alice")
                        .setHost("*")
                        .setOperation(AclOperation.READ.code())
                        .setPermissionType(AclPermissionType.ALLOW.code()))));
        sweep(ApiKeys.DELETE_ACLS, Errors.SECURITY_DISABLED, v -> new DeleteAclsRequestData()
                .setFilters(List.of(new DeleteAclsRequestData.DeleteAclsFilter()
                        .setResourceTypeFilter(topic)
                        .setPatternTypeFilter(literal)
                        .setOperation(any)
                        .setPermissionType(any))));
    }

    private static AlterUserScramCredentialsRequestData alterUser(String name, int iterations) {
        return new AlterUserScramCredentialsRequestData()
                .setUpsertions(List.of(new AlterUserScramCredentialsRequestData.ScramCredentialUpsertion()
                        .setName(name)
                        .setMechanism((byte) 1)
                        .setIterations(iterations)
                        .setSalt(BYTES)
                        .setSaltedPassword(BYTES)));
    }

    private static DescribeUserScramCredentialsRequestData describeUser(String name) {
        return new DescribeUserScramCredentialsRequestData()
                .setUsers(List.of(new DescribeUserScramCredentialsRequestData.UserName().setName(name)));
    }

    private void sweepRecords() {
        sweep(ApiKeys.API_VERSIONS, Errors.NONE, v -> new ApiVersionsRequestData()
                .setClientSoftwareName("tester")
                .setClientSoftwareVersion("1"));
        sweep(ApiKeys.PRODUCE, Errors.NONE, v -> produce(v, "known", topicId, 0, "key", (short) -1));
        sweep(ApiKeys.PRODUCE, Errors.INVALID_REQUIRED_ACKS, v -> produce(v, "known", topicId, 0, "key", (short) 7));
        sweep(
                ApiKeys.PRODUCE,
                Errors.UNKNOWN_TOPIC_OR_PARTITION,
                v -> produce(v, "known", topicId, 9, "key", (short) 1));
        sweep(
                ApiKeys.PRODUCE,
                Errors.INVALID_RECORD,
                v -> produce(v, "compacted", id("compacted"), 0, null, (short) 1));
        sweep(
                ApiKeys.PRODUCE,
                v -> v < 13 ? Errors.UNKNOWN_TOPIC_OR_PARTITION : Errors.UNKNOWN_TOPIC_ID,
                v -> produce(v, "unknown", Uuid.randomUuid(), 0, "key", (short) 1));
        sweep(ApiKeys.FETCH, Errors.NONE, v -> fetch(v, "known", topicId, 0, 0));
        sweep(ApiKeys.FETCH, Errors.OFFSET_OUT_OF_RANGE, v -> fetch(v, "known", topicId, 1, 99));
        sweep(ApiKeys.FETCH, Errors.UNKNOWN_TOPIC_OR_PARTITION, v -> fetch(v, "known", topicId, 5, 0));
        sweep(
                ApiKeys.FETCH,
                v -> v < 13 ? Errors.UNKNOWN_TOPIC_OR_PARTITION : Errors.UNKNOWN_TOPIC_ID,
                v -> fetch(v, "unknown", Uuid.randomUuid(), 0, 0));
        sweep(ApiKeys.FETCH, v -> v < 7 ? Errors.NONE : Errors.FETCH_SESSION_ID_NOT_FOUND, v -> {
            FetchRequestData request = fetch(v, "known", topicId, 0, 0);
            return v < 7 ? request : request.setSessionId(42).setSessionEpoch(3);
        });
        for (long timestamp : new long[] {-1, -2, 0}) {
            sweep(ApiKeys.LIST_OFFSETS, Errors.NONE, v -> listOffsets("known", timestamp));
        }
        sweep(ApiKeys.LIST_OFFSETS, Errors.UNKNOWN_TOPIC_OR_PARTITION, v -> listOffsets("unknown", -1));
        sweep(ApiKeys.DELETE_RECORDS, Errors.NONE, v -> deleteRecords("known", -1));
        sweep(ApiKeys.DELETE_RECORDS, Errors.OFFSET_OUT_OF_RANGE, v -> deleteRecords("known", 99_999));
        sweep(ApiKeys.DELETE_RECORDS, Errors.POLICY_VIOLATION, v -> deleteRecords("compacted", -1));
        sweep(ApiKeys.DELETE_RECORDS, Errors.UNKNOWN_TOPIC_OR_PARTITION, v -> deleteRecords("unknown", -1));
        sweep(ApiKeys.OFFSET_FOR_LEADER_EPOCH, Errors.NONE, v -> leaderEpoch("known"));
        sweep(ApiKeys.OFFSET_FOR_LEADER_EPOCH, Errors.UNKNOWN_TOPIC_OR_PARTITION, v -> leaderEpoch("unknown"));
        sweep(ApiKeys.INIT_PRODUCER_ID, Errors.NONE, v -> new InitProducerIdRequestData().setTransactionalId(null));
    }

    private void sweepTopics() {
        sweep(ApiKeys.METADATA, Errors.NONE, v -> new MetadataRequestData().setTopics(v == 0 ? List.of() : null));
        sweep(
                ApiKeys.METADATA,
                v -> v < 4 ? Errors.NONE : Errors.UNKNOWN_TOPIC_OR_PARTITION,
                v -> metadata("absent-" + v, v >= 4));
        sweep(ApiKeys.METADATA, Errors.INVALID_TOPIC_EXCEPTION, v -> metadata("not/legal", v >= 4));
        sweep(ApiKeys.DESCRIBE_CLUSTER, Errors.NONE, v -> new DescribeClusterRequestData());
        sweep(ApiKeys.CREATE_TOPICS, Errors.NONE, v -> createTopic("made-" + v, (short) 1, "retention.ms"));
        sweep(ApiKeys.CREATE_TOPICS, Errors.TOPIC_ALREADY_EXISTS, v -> createTopic("known", (short) 1, "retention.ms"));
        sweep(
                ApiKeys.CREATE_TOPICS,
                Errors.INVALID_REPLICATION_FACTOR,
                v -> createTopic("many", (short) 3, "retention.ms"));
        sweep(ApiKeys.CREATE_TOPICS, Errors.INVALID_CONFIG, v -> createTopic("odd", (short) 1, "no.such.name"));
        sweep(ApiKeys.CREATE_PARTITIONS, Errors.NONE, v -> grow("known", 3 + v));
        sweep(ApiKeys.CREATE_PARTITIONS, Errors.INVALID_PARTITIONS, v -> grow("known", 1));
        sweep(ApiKeys.CREATE_PARTITIONS, Errors.UNKNOWN_TOPIC_OR_PARTITION, v -> grow("unknown", 3));
        sweep(ApiKeys.DESCRIBE_TOPIC_PARTITIONS, Errors.NONE, v -> describePage("known"));
        sweep(ApiKeys.DESCRIBE_TOPIC_PARTITIONS, Errors.UNKNOWN_TOPIC_OR_PARTITION, v -> describePage("unknown"));
        sweep(ApiKeys.DESCRIBE_TOPIC_PARTITIONS, Errors.INVALID_TOPIC_EXCEPTION, v -> describePage("not/legal"));
        sweep(ApiKeys.DESCRIBE_LOG_DIRS, Errors.NONE, v -> new DescribeLogDirsRequestData().setTopics(null));
        sweep(ApiKeys.DELETE_TOPICS, Errors.NONE, v -> deleteTopic(v, "made-" + (v + 1)));
        sweep(ApiKeys.DELETE_TOPICS, Errors.UNKNOWN_TOPIC_OR_PARTITION, v -> deleteTopic(v, "unknown"));
        sweep(ApiKeys.DELETE_TOPICS, Errors.INVALID_TOPIC_EXCEPTION, v -> deleteTopic(v, "__consumer_offsets"));
    }

    private void sweepConfigurations() {
        sweep(ApiKeys.DESCRIBE_CONFIGS, Errors.NONE, v -> describeConfigs(v, (byte) 2, "compacted"));
        sweep(ApiKeys.DESCRIBE_CONFIGS, Errors.NONE, v -> describeConfigs(v, (byte) 4, "0"));
        sweep(
                ApiKeys.DESCRIBE_CONFIGS,
                Errors.UNKNOWN_TOPIC_OR_PARTITION,
                v -> describeConfigs(v, (byte) 2, "unknown"));
        sweep(ApiKeys.DESCRIBE_CONFIGS, Errors.INVALID_REQUEST, v -> describeConfigs(v, (byte) 8, "0"));
        sweep(ApiKeys.INCREMENTAL_ALTER_CONFIGS, Errors.NONE, v -> alterConfig("known", "retention.ms", "77"));
        sweep(
                ApiKeys.INCREMENTAL_ALTER_CONFIGS,
                Errors.INVALID_CONFIG,
                v -> alterConfig("known", "no.such.name", "77"));
        sweep(
                ApiKeys.INCREMENTAL_ALTER_CONFIGS,
                Errors.UNKNOWN_TOPIC_OR_PARTITION,
                v -> alterConfig("unknown", "retention.ms", "77"));
        sweep(ApiKeys.ALTER_CONFIGS, Errors.NONE, v -> replaceConfigs((byte) 2, "known", "78"));
        sweep(ApiKeys.ALTER_CONFIGS, Errors.INVALID_CONFIG, v -> replaceConfigs((byte) 2, "known", "soon"));
        sweep(ApiKeys.ALTER_CONFIGS, Errors.INVALID_REQUEST, v -> replaceConfigs((byte) 4, "0", "78"));
    }

    private void sweepTransactions() {
        sweep(ApiKeys.INIT_PRODUCER_ID, Errors.NONE, v -> transactionalId("init-" + v));
        sweep(ApiKeys.INIT_PRODUCER_ID, Errors.INVALID_TRANSACTION_TIMEOUT, v -> transactionalId("hasty")
                .setTransactionTimeoutMs(0));
        sweep(ApiKeys.ADD_PARTITIONS_TO_TXN, Errors.NONE, v -> addPartition(v, "add-" + v, producer("add-" + v), 0));
        sweep(
                ApiKeys.ADD_PARTITIONS_TO_TXN,
                Errors.INVALID_PRODUCER_ID_MAPPING,
                v -> addPartition(v, "nobody", new InitProducerIdResponseData(), 0));
        sweep(
                ApiKeys.ADD_PARTITIONS_TO_TXN,
                Errors.UNKNOWN_TOPIC_OR_PARTITION,
                v -> addPartition(v, "add-" + v, producer("add-" + v), 999));
        sweep(ApiKeys.ADD_OFFSETS_TO_TXN, Errors.NONE, v -> addOffsets("offsets-" + v, producer("offsets-" + v)));
        sweep(
                ApiKeys.ADD_OFFSETS_TO_TXN,
                v -> v < 2 ? Errors.INVALID_PRODUCER_EPOCH : Errors.PRODUCER_FENCED,
                v -> addOffsets("fenced", fencedProducer("fenced")));
        sweep(ApiKeys.TXN_OFFSET_COMMIT, Errors.NONE, v -> {
            InitProducerIdResponseData producer = producer("commit-" + v);
            apis.call(ApiKeys.ADD_OFFSETS_TO_TXN, (short) 3, addOffsets("commit-" + v, producer));
            return commitInTransaction("commit-" + v, producer);
        });
        sweep(
                ApiKeys.TXN_OFFSET_COMMIT,
                v -> v < 4 ? Errors.INVALID_TXN_STATE : v == 4 ? Errors.TRANSACTION_ABORTABLE : Errors.NONE,
                v -> commitInTransaction("early-" + v, producer("early-" + v)));
        sweep(ApiKeys.END_TXN, Errors.NONE, v -> {
            InitProducerIdResponseData producer = producer("end-" + v);
            apis.call(ApiKeys.ADD_PARTITIONS_TO_TXN, (short) 3, addPartition((short) 3, "end-" + v, producer, 0));
            return end("end-" + v, producer);
        });
        sweep(ApiKeys.END_TXN, Errors.INVALID_TXN_STATE, v -> end("idle-" + v, producer("idle-" + v)));
        sweep(
                ApiKeys.END_TXN,
                v -> v < 2 ? Errors.INVALID_PRODUCER_EPOCH : Errors.PRODUCER_FENCED,
                v -> end("fenced", fencedProducer("fenced")));
        sweep(ApiKeys.WRITE_TXN_MARKERS, Errors.NONE, v -> marker("known"));
        sweep(ApiKeys.WRITE_TXN_MARKERS, Errors.UNKNOWN_TOPIC_OR_PARTITION, v -> marker("unknown"));
        sweep(ApiKeys.DESCRIBE_PRODUCERS, Errors.NONE, v -> describeProducers("known"));
        sweep(ApiKeys.DESCRIBE_PRODUCERS, Errors.UNKNOWN_TOPIC_OR_PARTITION, v -> describeProducers("unknown"));
        sweep(ApiKeys.DESCRIBE_TRANSACTIONS, Errors.NONE, v -> new DescribeTransactionsRequestData()
                .setTransactionalIds(List.of("add-0")));
        sweep(
                ApiKeys.DESCRIBE_TRANSACTIONS,
                Errors.TRANSACTIONAL_ID_NOT_FOUND,
                v -> new DescribeTransactionsRequestData().setTransactionalIds(List.of("nobody")));
        sweep(ApiKeys.LIST_TRANSACTIONS, Errors.NONE, v -> new ListTransactionsRequestData()
                .setStateFilters(List.of("Ongoing", "Unheard")));
        sweep(ApiKeys.LIST_TRANSACTIONS, v -> v < 2 ? Errors.NONE : Errors.INVALID_REGULAR_EXPRESSION, v -> {
            ListTransactionsRequestData request = new ListTransactionsRequestData();
            return v < 2 ? request : request.setTransactionalIdPattern("(((");
        });
    }

    private void sweepGroups() {
        sweep(ApiKeys.FIND_COORDINATOR, Errors.NONE, v -> findCoordinator(v, (byte) 0));
        sweep(
                ApiKeys.FIND_COORDINATOR,
                v -> v == 0 ? Errors.NONE : Errors.INVALID_REQUEST,
                v -> findCoordinator(v, (byte) 2));
        sweep(ApiKeys.JOIN_GROUP, v -> v < 4 ? Errors.NONE : Errors.MEMBER_ID_REQUIRED, v -> join("new-" + v, ""));
        sweep(ApiKeys.JOIN_GROUP, Errors.NONE, v -> join("admitted-" + v, freshId(v, "admitted-" + v)));
        sweep(ApiKeys.JOIN_GROUP, Errors.INVALID_SESSION_TIMEOUT, v -> join("hasty", "")
                .setSessionTimeoutMs(1));
        sweep(ApiKeys.SYNC_GROUP, Errors.NONE, v -> sync(v, "synced-" + v, joined("synced-" + v)));
        sweep(ApiKeys.SYNC_GROUP, Errors.UNKNOWN_MEMBER_ID, v -> sync(v, "nobody", "nobody"));
        sweep(ApiKeys.HEARTBEAT, Errors.NONE, v -> new HeartbeatRequestData()
                .setGroupId("alive-" + v)
                .setGenerationId(1)
                .setMemberId(joined("alive-" + v)));
        sweep(ApiKeys.HEARTBEAT, Errors.UNKNOWN_MEMBER_ID, v -> new HeartbeatRequestData()
                .setGroupId("nobody")
                .setMemberId("nobody"));
        sweep(ApiKeys.DESCRIBE_GROUPS, Errors.NONE, v -> describeGroup("alive-0"));
        sweep(
                ApiKeys.DESCRIBE_GROUPS,
                v -> v < 6 ? Errors.NONE : Errors.GROUP_ID_NOT_FOUND,
                v -> describeGroup("nobody"));
        sweep(ApiKeys.LIST_GROUPS, Errors.NONE, v -> new ListGroupsRequestData());
        sweepStreamsGroups();
        new ConsumerGroupSweep(topicId).run(this::sweep);
        sweep(ApiKeys.LEAVE_GROUP, Errors.NONE, v -> leave(v, "left-" + v, joined("left-" + v)));
        sweep(ApiKeys.LEAVE_GROUP, Errors.UNKNOWN_MEMBER_ID, v -> leave(v, "nobody", "nobody"));
        sweep(ApiKeys.OFFSET_COMMIT, Errors.NONE, v -> commit(v, "simple-" + v, "known", topicId, ""));
        sweep(
                ApiKeys.OFFSET_COMMIT,
                Errors.OFFSET_METADATA_TOO_LARGE,
                v -> commit(v, "g", "known", topicId, "x".repeat(5000)));
        sweep(
                ApiKeys.OFFSET_COMMIT,
                v -> v < 10 ? Errors.UNKNOWN_TOPIC_OR_PARTITION : Errors.UNKNOWN_TOPIC_ID,
                v -> commit(v, "g", "unknown", Uuid.randomUuid(), ""));
        sweep(ApiKeys.OFFSET_FETCH, Errors.NONE, v -> offsets(v, "simple-3", topicId));
        sweep(
                ApiKeys.OFFSET_FETCH,
                v -> v < 10 ? Errors.NONE : Errors.UNKNOWN_TOPIC_ID,
                v -> offsets(v, "simple-3", Uuid.randomUuid()));
        sweep(ApiKeys.OFFSET_DELETE, Errors.NONE, v -> deleteOffset("simple-4", "known"));
        sweep(ApiKeys.OFFSET_DELETE, Errors.UNKNOWN_TOPIC_OR_PARTITION, v -> deleteOffset("simple-4", "unknown"));
        sweep(ApiKeys.OFFSET_DELETE, Errors.GROUP_ID_NOT_FOUND, v -> deleteOffset("nobody", "known"));
        sweep(ApiKeys.OFFSET_DELETE, Errors.GROUP_SUBSCRIBED_TO_TOPIC, v -> deleteOffset("alive-0", "known"));
        sweep(ApiKeys.DELETE_GROUPS, Errors.NONE, v -> new DeleteGroupsRequestData()
                .setGroupsNames(List.of("simple-" + (v + 2))));
        sweep(ApiKeys.DELETE_GROUPS, Errors.NON_EMPTY_GROUP, v -> new DeleteGroupsRequestData()
                .setGroupsNames(List.of("alive-0")));
    }

    private void sweep(ApiKeys api, Errors expected, Function<Short, ApiMessage> request) {
        sweep(api, version -> expected, request);
    }

    private void sweep(ApiKeys api, Function<Short, Errors> expected, Function<Short, ApiMessage> request) {
        swept.add(api);
        for (short version : apis.versions(api)) {
            AbstractResponse response = apis.call(api, version, request.apply(version));
            assertThat(response).as("answer of %s version %d", api, version).isNotNull();
            assertThat(errors(response))
                    .as("%s version %d: %s", api, version, response)
                    .containsOnly(expected.apply(version));
        }
    }

    private static Set<Errors> errors(AbstractResponse response) {
        Set<Errors> errors = new HashSet<>(response.errorCounts().keySet());
        if (errors.size() > 1) {
            errors.remove(Errors.NONE);
        }
        return errors.isEmpty() ? Set.of(Errors.NONE) : errors;
    }

    private Uuid id(String topic) {
        return apis.catalog().topic(topic).orElseThrow().id();
    }

    private static ProduceRequestData produce(
            short version, String topic, Uuid id, int partition, String key, short acks) {
        byte[] keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        MemoryRecords records = MemoryRecords.withRecords(Compression.NONE, new SimpleRecord(1L, keyBytes, BYTES));
        var data = new ProduceRequestData.TopicProduceData()
                .setPartitionData(List.of(new ProduceRequestData.PartitionProduceData()
                        .setIndex(partition)
                        .setRecords(records)));
        ProduceRequestData request = new ProduceRequestData().setAcks(acks).setTimeoutMs(1000);
        request.topicData().add(version < 13 ? data.setName(topic) : data.setTopicId(id));
        return request;
    }

    private static FetchRequestData fetch(short version, String topic, Uuid id, int partition, long offset) {
        var wanted = new FetchRequestData.FetchTopic()
                .setPartitions(List.of(new FetchRequestData.FetchPartition()
                        .setPartition(partition)
                        .setFetchOffset(offset)
                        .setPartitionMaxBytes(1_000_000)));
        return new FetchRequestData()
                .setMaxWaitMs(0)
                .setMinBytes(1)
                .setTopics(List.of(version < 13 ? wanted.setTopic(topic) : wanted.setTopicId(id)));
    }

    private static ListOffsetsRequestData listOffsets(String topic, long timestamp) {
        return new ListOffsetsRequestData()
                .setReplicaId(-1)
                .setTopics(List.of(new ListOffsetsRequestData.ListOffsetsTopic()
                        .setName(topic)
                        .setPartitions(List.of(new ListOffsetsRequestData.ListOffsetsPartition()
                                .setPartitionIndex(0)
                                .setTimestamp(timestamp)))));
    }

    private static DeleteRecordsRequestData deleteRecords(String topic, long offset) {
        return new DeleteRecordsRequestData()
                .setTopics(List.of(new DeleteRecordsRequestData.DeleteRecordsTopic()
                        .setName(topic)
                        .setPartitions(List.of(new DeleteRecordsRequestData.DeleteRecordsPartition()
                                .setPartitionIndex(0)
                                .setOffset(offset)))));
    }

    private static IncrementalAlterConfigsRequestData alterConfig(String topic, String name, String value) {
        var resource = new IncrementalAlterConfigsRequestData.AlterConfigsResource()
                .setResourceType((byte) 2)
                .setResourceName(topic);
        resource.configs()
                .add(new IncrementalAlterConfigsRequestData.AlterableConfig()
                        .setName(name)
                        .setValue(value));
        IncrementalAlterConfigsRequestData request = new IncrementalAlterConfigsRequestData();
        request.resources().add(resource);
        return request;
    }

    private static AlterConfigsRequestData replaceConfigs(byte type, String name, String retentionMs) {
        var resource = new AlterConfigsRequestData.AlterConfigsResource()
                .setResourceType(type)
                .setResourceName(name);
        resource.configs()
                .add(new AlterConfigsRequestData.AlterableConfig()
                        .setName("retention.ms")
                        .setValue(retentionMs));
        AlterConfigsRequestData request = new AlterConfigsRequestData();
        request.resources().add(resource);
        return request;
    }

    private static OffsetDeleteRequestData deleteOffset(String group, String topic) {
        var topics = new OffsetDeleteRequestData.OffsetDeleteRequestTopicCollection();
        topics.add(new OffsetDeleteRequestData.OffsetDeleteRequestTopic()
                .setName(topic)
                .setPartitions(
                        List.of(new OffsetDeleteRequestData.OffsetDeleteRequestPartition().setPartitionIndex(0))));
        return new OffsetDeleteRequestData().setGroupId(group).setTopics(topics);
    }

    private static DescribeTopicPartitionsRequestData describePage(String topic) {
        return new DescribeTopicPartitionsRequestData()
                .setTopics(List.of(new DescribeTopicPartitionsRequestData.TopicRequest().setName(topic)));
    }

    private static InitProducerIdRequestData transactionalId(String id) {
        return new InitProducerIdRequestData().setTransactionalId(id).setTransactionTimeoutMs(60_000);
    }

    private InitProducerIdResponseData producer(String id) {
        var response = apis.call(ApiKeys.INIT_PRODUCER_ID, (short) 5, transactionalId(id));
        return ((InitProducerIdResponse) response).data();
    }

    private InitProducerIdResponseData fencedProducer(String id) {
        InitProducerIdResponseData fenced = producer(id);
        producer(id);
        return fenced;
    }

    private static AddPartitionsToTxnRequestData addPartition(
            short version, String id, InitProducerIdResponseData producer, int partition) {
        var topics = new AddPartitionsToTxnRequestData.AddPartitionsToTxnTopicCollection();
        topics.add(new AddPartitionsToTxnRequestData.AddPartitionsToTxnTopic()
                .setName("known")
                .setPartitions(List.of(partition)));
        AddPartitionsToTxnRequestData request = new AddPartitionsToTxnRequestData();
        if (version < 4) {
            return request.setV3AndBelowTransactionalId(id)
                    .setV3AndBelowProducerId(producer.producerId())
                    .setV3AndBelowProducerEpoch(producer.producerEpoch())
                    .setV3AndBelowTopics(topics);
        }
        request.transactions()
                .add(new AddPartitionsToTxnRequestData.AddPartitionsToTxnTransaction()
                        .setTransactionalId(id)
                        .setProducerId(producer.producerId())
                        .setProducerEpoch(producer.producerEpoch())
                        .setTopics(topics));
        return request;
    }

    private static AddOffsetsToTxnRequestData addOffsets(String id, InitProducerIdResponseData producer) {
        return new AddOffsetsToTxnRequestData()
                .setTransactionalId(id)
                .setGroupId("group-of-" + id)
                .setProducerId(producer.producerId())
                .setProducerEpoch(producer.producerEpoch());
    }

    private static TxnOffsetCommitRequestData commitInTransaction(String id, InitProducerIdResponseData producer) {
        return new TxnOffsetCommitRequestData()
                .setTransactionalId(id)
                .setGroupId("group-of-" + id)
                .setProducerId(producer.producerId())
                .setProducerEpoch(producer.producerEpoch())
                .setTopics(List.of(new TxnOffsetCommitRequestData.TxnOffsetCommitRequestTopic()
                        .setName("known")
                        .setPartitions(List.of(new TxnOffsetCommitRequestData.TxnOffsetCommitRequestPartition()
                                .setPartitionIndex(0)
                                .setCommittedOffset(7)
                                .setCommittedMetadata("")))));
    }

    private static EndTxnRequestData end(String id, InitProducerIdResponseData producer) {
        return new EndTxnRequestData()
                .setTransactionalId(id)
                .setProducerId(producer.producerId())
                .setProducerEpoch(producer.producerEpoch())
                .setCommitted(true);
    }

    private static WriteTxnMarkersRequestData marker(String topic) {
        return new WriteTxnMarkersRequestData()
                .setMarkers(List.of(new WriteTxnMarkersRequestData.WritableTxnMarker()
                        .setProducerId(123_456)
                        .setProducerEpoch((short) 3)
                        .setTransactionResult(false)
                        .setTopics(List.of(new WriteTxnMarkersRequestData.WritableTxnMarkerTopic()
                                .setName(topic)
                                .setPartitionIndexes(List.of(0))))));
    }

    private static DescribeProducersRequestData describeProducers(String topic) {
        return new DescribeProducersRequestData()
                .setTopics(List.of(new DescribeProducersRequestData.TopicRequest()
                        .setName(topic)
                        .setPartitionIndexes(List.of(0))));
    }

    private static OffsetForLeaderEpochRequestData leaderEpoch(String topic) {
        OffsetForLeaderEpochRequestData request = new OffsetForLeaderEpochRequestData();
        request.topics()
                .add(new OffsetForLeaderEpochRequestData.OffsetForLeaderTopic()
                        .setTopic(topic)
                        .setPartitions(List.of(new OffsetForLeaderEpochRequestData.OffsetForLeaderPartition()
                                .setPartition(0)
                                .setLeaderEpoch(0))));
        return request;
    }

    private static MetadataRequestData metadata(String topic, boolean sayNo) {
        return new MetadataRequestData()
                .setAllowAutoTopicCreation(!sayNo)
                .setTopics(List.of(new MetadataRequestData.MetadataRequestTopic().setName(topic)));
    }

    private static CreateTopicsRequestData createTopic(String name, short copies, String config) {
        CreateTopicsRequestData request = new CreateTopicsRequestData();
        var topic = new CreateTopicsRequestData.CreatableTopic()
                .setName(name)
                .setNumPartitions(1)
                .setReplicationFactor(copies);
        topic.configs()
                .add(new CreateTopicsRequestData.CreatableTopicConfig()
                        .setName(config)
                        .setValue("100000"));
        request.topics().add(topic);
        return request;
    }

    private static CreatePartitionsRequestData grow(String topic, int count) {
        CreatePartitionsRequestData request = new CreatePartitionsRequestData();
        request.topics()
                .add(new CreatePartitionsRequestData.CreatePartitionsTopic()
                        .setName(topic)
                        .setCount(count)
                        .setAssignments(null));
        return request;
    }

    private static DescribeConfigsRequestData describeConfigs(short version, byte type, String name) {
        return new DescribeConfigsRequestData()
                .setIncludeSynonyms(true)
                .setIncludeDocumentation(version >= 3)
                .setResources(List.of(new DescribeConfigsRequestData.DescribeConfigsResource()
                        .setResourceType(type)
                        .setResourceName(name)
                        .setConfigurationKeys(null)));
    }

    private static DeleteTopicsRequestData deleteTopic(short version, String name) {
        DeleteTopicsRequestData request = new DeleteTopicsRequestData();
        return version < 6
                ? request.setTopicNames(List.of(name))
                : request.setTopics(List.of(new DeleteTopicsRequestData.DeleteTopicState().setName(name)));
    }

    private static FindCoordinatorRequestData findCoordinator(short version, byte type) {
        FindCoordinatorRequestData request = new FindCoordinatorRequestData();
        if (version >= 1) {
            request.setKeyType(type);
        }
        return version < 4 ? request.setKey("key") : request.setCoordinatorKeys(List.of("key"));
    }

    private static JoinGroupRequestData join(String group, String memberId) {
        JoinGroupRequestData request = new JoinGroupRequestData()
                .setGroupId(group)
                .setMemberId(memberId)
                .setProtocolType("consumer")
                .setSessionTimeoutMs(10_000)
                .setRebalanceTimeoutMs(10_000);
        request.protocols()
                .add(new JoinGroupRequestData.JoinGroupRequestProtocol()
                        .setName("range")
                        .setMetadata(BYTES));
        return request;
    }

    private String freshId(short version, String group) {
        if (version < 4) {
            return "";
        }
        JoinGroupResponse response = (JoinGroupResponse) apis.call(ApiKeys.JOIN_GROUP, version, join(group, ""));
        return response.data().memberId();
    }

    private String joined(String group) {
        JoinGroupResponse response = (JoinGroupResponse) apis.call(ApiKeys.JOIN_GROUP, (short) 3, join(group, ""));
        return response.data().memberId();
    }

    private static SyncGroupRequestData sync(short version, String group, String memberId) {
        SyncGroupRequestData request = new SyncGroupRequestData()
                .setGroupId(group)
                .setMemberId(memberId)
                .setGenerationId(1)
                .setAssignments(List.of(new SyncGroupRequestData.SyncGroupRequestAssignment()
                        .setMemberId(memberId)
                        .setAssignment(BYTES)));
        return version < 5 ? request : request.setProtocolType("consumer").setProtocolName("range");
    }

    private static DescribeGroupsRequestData describeGroup(String group) {
        return new DescribeGroupsRequestData().setGroups(List.of(group));
    }

    private static LeaveGroupRequestData leave(short version, String group, String memberId) {
        LeaveGroupRequestData request = new LeaveGroupRequestData().setGroupId(group);
        return version < 3
                ? request.setMemberId(memberId)
                : request.setMembers(List.of(new LeaveGroupRequestData.MemberIdentity().setMemberId(memberId)));
    }

    private void sweepStreamsGroups() {
        sweep(ApiKeys.STREAMS_GROUP_HEARTBEAT, Errors.NONE, v -> streamsHeartbeat("streams"));
        sweep(ApiKeys.STREAMS_GROUP_HEARTBEAT, Errors.INVALID_REQUEST, v -> streamsHeartbeat(""));
        sweep(ApiKeys.STREAMS_GROUP_HEARTBEAT, Errors.UNKNOWN_MEMBER_ID, v -> streamsHeartbeat("streams")
                .setMemberId("stranger")
                .setMemberEpoch(7));
        sweep(ApiKeys.STREAMS_GROUP_DESCRIBE, Errors.NONE, v -> describeStreams("streams"));
        sweep(ApiKeys.STREAMS_GROUP_DESCRIBE, Errors.GROUP_ID_NOT_FOUND, v -> describeStreams("nobody"));
    }

    private static StreamsGroupHeartbeatRequestData streamsHeartbeat(String groupId) {
        var part = new StreamsGroupHeartbeatRequestData.Subtopology()
                .setSubtopologyId("0")
                .setSourceTopics(List.of("known"));
        return new StreamsGroupHeartbeatRequestData()
                .setGroupId(groupId)
                .setMemberId("member")
                .setRebalanceTimeoutMs(1000)
                .setActiveTasks(List.of())
                .setStandbyTasks(List.of())
                .setWarmupTasks(List.of())
                .setProcessId("process")
                .setUserEndpoint(new StreamsGroupHeartbeatRequestData.Endpoint()
                        .setHost("host")
                        .setPort(1))
                .setTopology(new StreamsGroupHeartbeatRequestData.Topology().setSubtopologies(List.of(part)));
    }

    private static StreamsGroupDescribeRequestData describeStreams(String groupId) {
        return new StreamsGroupDescribeRequestData().setGroupIds(List.of(groupId));
    }

    private static OffsetCommitRequestData commit(short version, String group, String topic, Uuid id, String metadata) {
        var wanted = new OffsetCommitRequestData.OffsetCommitRequestTopic()
                .setPartitions(List.of(new OffsetCommitRequestData.OffsetCommitRequestPartition()
                        .setPartitionIndex(0)
                        .setCommittedOffset(12)
                        .setCommittedMetadata(metadata)));
        return new OffsetCommitRequestData()
                .setGroupId(group)
                .setTopics(List.of(version < 10 ? wanted.setName(topic) : wanted.setTopicId(id)));
    }

    private static OffsetFetchRequestData offsets(short version, String group, Uuid id) {
        if (version < 8) {
            return new OffsetFetchRequestData()
                    .setGroupId(group)
                    .setTopics(new ArrayList<>(List.of(new OffsetFetchRequestData.OffsetFetchRequestTopic()
                            .setName("known")
                            .setPartitionIndexes(List.of(0)))));
        }
        var topic = new OffsetFetchRequestData.OffsetFetchRequestTopics().setPartitionIndexes(List.of(0, 1));
        return new OffsetFetchRequestData()
                .setGroups(List.of(new OffsetFetchRequestData.OffsetFetchRequestGroup()
                        .setGroupId(group)
                        .setTopics(List.of(version < 10 ? topic.setName("known") : topic.setTopicId(id)))));
    }
}
