package dev.millrace.broker.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import dev.millrace.broker.settings.BrokerSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(120)
class AuthorizedClientsTest {
    private static final String PLAIN = "org.apache.kafka.common.security.plain.PlainLoginModule required ";

    @TempDir
    Path directory;

    private Broker broker;
    private Admin admin;
    private Admin alice;

    @BeforeEach
    void start() throws Exception {
        open();
        admin.createTopics(List.of(new NewTopic("seen", 1, (short) 1), new NewTopic("hidden", 1, (short) 1)))
                .all()
                .get();
    }

    private void open() {
        broker = Broker.start(settings(true));
        admin = Admin.create(client("admin"));
        alice = Admin.create(client("alice"));
    }

    private BrokerSettings settings(boolean authorizer) {
        Properties properties = new Properties();
        properties.put("log.dirs", directory.toString());
        properties.put("listeners", "LOGIN://127.0.0.1:0");
        properties.put("listener.security.protocol.map", "LOGIN:SASL_PLAINTEXT");
        properties.put("sasl.enabled.mechanisms", "PLAIN");
        properties.put(
                "listener.name.login.plain.sasl.jaas.config", PLAIN + "user_admin=\"secret\" user_alice=\"secret\";");
        if (authorizer) {
            properties.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
            properties.put("super.users", "User:admin");
        }
        return BrokerSettings.fromProperties(properties);
    }

    @AfterEach
    void close() {
        alice.close();
        admin.close();
        broker.close();
    }

    @Test
    void whatMayNotBeSeenIsNotThere() throws Exception {
        allow(ResourceType.TOPIC, "seen", AclOperation.DESCRIBE);

        assertThat(alice.listTopics().names().get()).containsExactly("seen");
        refused(alice.describeTopics(List.of("hidden")).allTopicNames(), TopicAuthorizationException.class);
        refused(alice.describeTopics(List.of("absent")).allTopicNames(), TopicAuthorizationException.class);
        assertThat(alice.listGroups().all().get()).isEmpty();
        var described = alice.describeTopics(
                        List.of("seen"), new DescribeTopicsOptions().includeAuthorizedOperations(true))
                .allTopicNames()
                .get();
        assertThat(described.get("seen").authorizedOperations()).containsExactly(AclOperation.DESCRIBE);
        var cluster = alice.describeCluster(new DescribeClusterOptions().includeAuthorizedOperations(true));
        assertThat(cluster.authorizedOperations().get()).isEmpty();
    }

    @Test
    void eachRequestOfAnAdministratorNeedsLeave() {
        TopicPartition seen = new TopicPartition("seen", 0);
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, "seen");

        refused(
                alice.createTopics(List.of(new NewTopic("made", 1, (short) 1))).all(),
                TopicAuthorizationException.class);
        refused(alice.deleteTopics(List.of("seen")).all(), TopicAuthorizationException.class);
        refused(
                alice.createPartitions(Map.of("seen", NewPartitions.increaseTo(2)))
                        .all(),
                TopicAuthorizationException.class);
        refused(alice.listOffsets(Map.of(seen, OffsetSpec.latest())).all(), TopicAuthorizationException.class);
        refused(
                alice.deleteRecords(Map.of(seen, RecordsToDelete.beforeOffset(0)))
                        .all(),
                TopicAuthorizationException.class);
        refused(alice.describeConfigs(List.of(topic)).all(), TopicAuthorizationException.class);
        refused(alice.incrementalAlterConfigs(Map.of(topic, List.of())).all(), TopicAuthorizationException.class);
        refused(alice.describeProducers(List.of(seen)).all(), TopicAuthorizationException.class);
        refused(alice.describeConsumerGroups(List.of("g")).all(), GroupAuthorizationException.class);
        refused(alice.deleteConsumerGroups(List.of("g")).all(), GroupAuthorizationException.class);
        refused(alice.listConsumerGroupOffsets("g").all(), GroupAuthorizationException.class);
        refused(alice.describeTransactions(List.of("t")).all(), TransactionalIdAuthorizationException.class);
        refused(alice.describeAcls(AclBindingFilter.ANY).values(), ClusterAuthorizationException.class);
        refused(alice.createAcls(List.of(seenFor("alice"))).all(), ClusterAuthorizationException.class);
        refused(alice.deleteAcls(List.of(AclBindingFilter.ANY)).all(), ClusterAuthorizationException.class);
        refused(alice.describeUserScramCredentials().all(), ClusterAuthorizationException.class);
        refused(alice.describeLogDirs(List.of(0)).allDescriptions(), ClusterAuthorizationException.class);
    }

    @Test
    void recordsNeedLeaveToWriteAndToReadWhichCanBeTakenAway() throws Exception {
        refused(send("alice", "seen", Map.of("enable.idempotence", "false")), TopicAuthorizationException.class);
        assertThatThrownBy(() -> read("seen")).isInstanceOf(TopicAuthorizationException.class);

        allow(ResourceType.TOPIC, "seen", AclOperation.WRITE);
        send("alice", "seen", Map.of()).get();
        assertThatThrownBy(() -> read("seen")).isInstanceOf(GroupAuthorizationException.class);
        allow(ResourceType.GROUP, "g", AclOperation.READ);
        assertThatThrownBy(() -> read("seen")).isInstanceOf(TopicAuthorizationException.class);

        allow(ResourceType.TOPIC, "seen", AclOperation.READ);
        assertThat(read("seen")).isEqualTo("value");

        admin.createAcls(List.of(acl(ResourceType.TOPIC, "seen", AclOperation.READ, AclPermissionType.DENY)))
                .all()
                .get();
        assertThatThrownBy(() -> read("seen")).isInstanceOf(TopicAuthorizationException.class);
    }

    @Test
    void aTransactionNeedsLeaveForItsId() throws Exception {
        allow(ResourceType.TOPIC, "seen", AclOperation.WRITE);
        Map<String, Object> client = client("alice");
        client.put("transactional.id", "t");
        try (var producer = new KafkaProducer<>(client, new StringSerializer(), new StringSerializer())) {
            assertThatThrownBy(producer::initTransactions).isInstanceOf(TransactionalIdAuthorizationException.class);
        }

        allow(ResourceType.TRANSACTIONAL_ID, "t", AclOperation.WRITE);
        try (var producer = new KafkaProducer<>(client, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("seen", "value")).get();
            producer.commitTransaction();
        }
    }

    @Test
    void aclsAreListedKeptOverARestartAndTakenAway() throws Exception {
        AclBinding binding = seenFor("alice");
        admin.createAcls(List.of(binding)).all().get();
        close();
        open();

        assertThat(admin.describeAcls(AclBindingFilter.ANY).values().get()).containsExactly(binding);
        assertThat(alice.listTopics().names().get()).containsExactly("seen");
        assertThat(admin.deleteAcls(List.of(binding.toFilter())).all().get()).containsExactly(binding);
        assertThat(alice.listTopics().names().get()).isEmpty();
    }

    @Test
    void anAclWithoutSenseIsRefused() {
        AclBinding cluster = acl(ResourceType.CLUSTER, "mine", AclOperation.ALTER, AclPermissionType.ALLOW);
        AclBinding nobody = new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, "t", PatternType.LITERAL),
                new AccessControlEntry("alice", "*", AclOperation.READ, AclPermissionType.ALLOW));

        refused(admin.createAcls(List.of(cluster)).all(), InvalidRequestException.class);
        refused(admin.createAcls(List.of(nobody)).all(), InvalidRequestException.class);
    }

    @Test
    void withoutAuthorizerThereAreNoAcls() {
        close();
        broker = Broker.start(settings(false));
        admin = Admin.create(client("admin"));
        alice = Admin.create(client("alice"));

        refused(admin.describeAcls(AclBindingFilter.ANY).values(), SecurityDisabledException.class);
        refused(admin.createAcls(List.of(seenFor("alice"))).all(), SecurityDisabledException.class);
        refused(admin.deleteAcls(List.of(AclBindingFilter.ANY)).all(), SecurityDisabledException.class);
    }

    private static void refused(Future<?> future, Class<? extends Exception> error) {
        assertThatThrownBy(future::get).isInstanceOf(ExecutionException.class).hasCauseInstanceOf(error);
    }

    private void allow(ResourceType type, String name, AclOperation operation) throws Exception {
        admin.createAcls(List.of(acl(type, name, operation, AclPermissionType.ALLOW)))
                .all()
                .get();
    }

    private static AclBinding seenFor(String user) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, "se", PatternType.PREFIXED),
                new AccessControlEntry("User:" + user, "127.0.0.1", AclOperation.READ, AclPermissionType.ALLOW));
    }

    private static AclBinding acl(
            ResourceType type, String name, AclOperation operation, AclPermissionType permission) {
        return new AclBinding(
                new ResourcePattern(type, name, PatternType.LITERAL),
                new AccessControlEntry("User:alice", "*", operation, permission));
    }

    private Future<?> send(String user, String topic, Map<String, Object> more) {
        Map<String, Object> client = client(user);
        client.putAll(more);
        try (var producer = new KafkaProducer<>(client, new StringSerializer(), new StringSerializer())) {
            return producer.send(new ProducerRecord<>(topic, "value"));
        }
    }

    private String read(String topic) {
        Map<String, Object> client = client("alice");
        client.put("group.id", "g");
        client.put("auto.offset.reset", "earliest");
        client.put("enable.auto.commit", "false");
        try (var consumer = new KafkaConsumer<>(client, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            for (int i = 0; i < 100; i++) {
                var records = consumer.poll(Duration.ofMillis(200));
                if (!records.isEmpty()) {
                    return records.iterator().next().value();
                }
            }
            throw new AssertionError("nothing came");
        }
    }

    private Map<String, Object> client(String user) {
        Map<String, Object> client = new HashMap<>();
        client.put("bootstrap.servers", broker.bootstrapServers());
        client.put("security.protocol", "SASL_PLAINTEXT");
        client.put("sasl.mechanism", "PLAIN");
        client.put("sasl.jaas.config", PLAIN + "username=\"" + user + "\" password=\"secret\";");
        return client;
    }
}
