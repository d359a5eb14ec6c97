package dev.millrace.broker.embedded;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialDeletion;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ResourceNotFoundException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.message.SaslAuthenticateRequestData;
import org.apache.kafka.common.message.SaslHandshakeRequestData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.millrace.broker.network.RawClient;
import dev.millrace.broker.security.FirstUsers;
import dev.millrace.broker.settings.BrokerSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(120)
class SecureListenersTest {
    private static final String PLAIN = "org.apache.kafka.common.security.plain.PlainLoginModule required ";
    private static final String SCRAM = "org.apache.kafka.common.security.scram.ScramLoginModule required ";

    @TempDir
    static Path stores;

    @TempDir
    Path directory;

    private static KeyStores keys;
    private Broker broker;

    @BeforeEach
    void start() throws Exception {
        if (keys == null) {
            keys = new KeyStores(stores);
            keys.key("broker");
            keys.trusting("broker");
            keys.key("client");
            keys.trusting("client");
        }
        FirstUsers.add(directory, List.of("SCRAM-SHA-256=[name=alice,password=first]"));
        broker = Broker.start(settings());
    }

    private BrokerSettings settings() {
        Properties properties = new Properties();
        properties.put("log.dirs", directory.toString());
        properties.put(
                "listeners",
                "IN://127.0.0.1:0,TLS://127.0.0.1:0,MUTUAL://127.0.0.1:0,LOGIN://127.0.0.1:0,BOTH://127.0.0.1:0");
        properties.put(
                "listener.security.protocol.map", "IN:PLAINTEXT,TLS:SSL,MUTUAL:SSL,LOGIN:SASL_PLAINTEXT,BOTH:SASL_SSL");
        properties.put("sasl.enabled.mechanisms", "PLAIN,SCRAM-SHA-256,SCRAM-SHA-512");
        for (String listener : List.of("login", "both")) {
            properties.put("listener.name." + listener + ".plain.sasl.jaas.config", PLAIN + "user_bob=\"builder\";");
        }
        properties.put("listener.name.mutual.ssl.client.auth", "required");
        properties.putAll(KeyStores.shows(stores.resolve("broker.p12")));
        properties.putAll(KeyStores.trusts(stores.resolve("trusts-client.p12")));
        return BrokerSettings.fromProperties(properties);
    }

    @AfterEach
    void close() {
        if (broker != null) {
            broker.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"IN,", "TLS,", "MUTUAL,", "LOGIN,PLAIN", "LOGIN,SCRAM-SHA-256", "BOTH,PLAIN", "BOTH,SCRAM-SHA-256"})
    void recordsGoThroughEveryListenerWhichTellsItsOwnAddress(String listener, String mechanism) throws Exception {
        Map<String, Object> client = client(listener, mechanism);

        send(client, "through");

        assertThat(read(client, "through")).isEqualTo("value");
        try (Admin admin = Admin.create(client)) {
            var node = admin.describeCluster().nodes().get().iterator().next();
            assertThat(node.host() + ":" + node.port()).isEqualTo(broker.bootstrapServers(listener));
        }
    }

    @ParameterizedTest
    @CsvSource({"PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"})
    void aWrongPasswordIsRefused(String mechanism) {
        Map<String, Object> client = client("LOGIN", mechanism);
        client.put("sasl.jaas.config", jaas(mechanism, "alice", "wrong"));

        assertThatThrownBy(() -> send(client, "refused")).hasRootCauseInstanceOf(SaslAuthenticationException.class);
    }

    @Test
    void kcatLogsInOverTls() throws Exception {
        Kcat.mustBeInstalled();
        Kcat kcat = new Kcat(broker.bootstrapServers("BOTH"), directory.resolve("typed"));
        String[] login = {
            "-X", "security.protocol=SASL_SSL",
            "-X", "sasl.mechanism=PLAIN",
            "-X", "sasl.username=bob",
            "-X", "sasl.password=builder",
            "-X", "ssl.ca.location=" + keys.pem("broker"),
        };

        kcat.run("one\ntwo\n", with(login, "-P", "-t", "typed"));

        assertThat(kcat.run("", with(login, "-C", "-t", "typed", "-e", "-q"))).isEqualTo("one\ntwo\n");
    }

    private static String[] with(String[] some, String... more) {
        return Stream.concat(Stream.of(more), Stream.of(some)).toArray(String[]::new);
    }

    @Test
    void aClientWithoutCertificateIsRefusedWhereOneIsRequired() {
        Map<String, Object> client = client("TLS", null);
        client.put("bootstrap.servers", broker.bootstrapServers("MUTUAL"));

        assertThatThrownBy(() -> send(client, "refused")).hasCauseInstanceOf(SslAuthenticationException.class);
    }

    @Test
    void usersAreManagedByTheAdminClientAndOutliveARestart() throws Exception {
        Map<String, Object> inside = client("IN", null);
        try (Admin admin = Admin.create(inside)) {
            admin.alterUserScramCredentials(List.of(
                            upsert("carol", ScramMechanism.SCRAM_SHA_512, "one"),
                            upsert("alice", ScramMechanism.SCRAM_SHA_512, "second")))
                    .all()
                    .get();
            var described = admin.describeUserScramCredentials().all().get();
            assertThat(described.keySet()).containsExactlyInAnyOrder("alice", "carol");
            assertThat(described.get("alice").credentialInfos())
                    .extracting(ScramCredentialInfo::mechanism)
                    .containsExactlyInAnyOrder(ScramMechanism.SCRAM_SHA_256, ScramMechanism.SCRAM_SHA_512);
        }
        assertThat(Files.readString(directory.resolve("users"), StandardCharsets.ISO_8859_1))
                .doesNotContain("second");
        broker.close();
        broker = Broker.start(settings());

        Map<String, Object> carol = client("BOTH", "SCRAM-SHA-512");
        carol.put("sasl.jaas.config", jaas("SCRAM-SHA-512", "carol", "one"));
        send(carol, "carols");
        try (Admin admin = Admin.create(client("IN", null))) {
            var deletion = new UserScramCredentialDeletion("carol", ScramMechanism.SCRAM_SHA_512);
            admin.alterUserScramCredentials(List.of(deletion)).all().get();
            assertThatThrownBy(() -> admin.alterUserScramCredentials(List.of(deletion))
                            .all()
                            .get())
                    .hasCauseInstanceOf(ResourceNotFoundException.class);
        }
        assertThatThrownBy(() -> send(carol, "carols")).hasRootCauseInstanceOf(SaslAuthenticationException.class);
    }

    @Test
    void aSessionThatRunsOutIsRenewedWithoutTheClientNoticing() throws Exception {
        startWithSessionsOf("1500");
        Map<String, Object> client = client("LOGIN", "PLAIN");

        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(client, new StringSerializer(), new StringSerializer())) {
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(2_500);
            int sent = 0;
            while (System.nanoTime() < end) {
                producer.send(new ProducerRecord<>("renewed", "value")).get();
                sent++;
            }
            assertThat(sent).isPositive();
            var renewals = producer.metrics().entrySet().stream()
                    .filter(metric -> metric.getKey().name().equals("successful-reauthentication-total"))
                    .mapToDouble(metric -> (double) metric.getValue().metricValue())
                    .sum();
            assertThat(renewals).isGreaterThanOrEqualTo(1);
        }
    }

    @Test
    void aLoginAnewThatFailsClosesItsConnection() throws Exception {
        startWithSessionsOf("60000");
        try (RawClient client = new RawClient(port("LOGIN"))) {
            client.send(RawClient.frame(ApiKeys.SASL_HANDSHAKE, (short) 1, handshake("PLAIN")));
            client.skipAnswer();
            byte[] login = "\0bob\0builder".getBytes(StandardCharsets.UTF_8);
            client.send(RawClient.frame(
                    ApiKeys.SASL_AUTHENTICATE, (short) 2, new SaslAuthenticateRequestData().setAuthBytes(login)));
            client.skipAnswer();

            client.send(RawClient.frame(ApiKeys.SASL_HANDSHAKE, (short) 1, handshake("NONE")));

            client.awaitClose();
        }
        send(client("LOGIN", "PLAIN"), "others");
    }

    private static SaslHandshakeRequestData handshake(String mechanism) {
        return new SaslHandshakeRequestData().setMechanism(mechanism);
    }

    private int port(String listener) {
        String address = broker.bootstrapServers(listener);
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    private void startWithSessionsOf(String ms) {
        broker.close();
        Properties properties = new Properties();
        properties.putAll(settings().toMap());
        properties.put("connections.max.reauth.ms", ms);
        properties.put("listener.name.login.plain.sasl.jaas.config", PLAIN + "user_bob=\"builder\";");
        properties.put("listener.name.both.plain.sasl.jaas.config", PLAIN + "user_bob=\"builder\";");
        properties.put("ssl.keystore.password", KeyStores.PASSWORD);
        properties.put("ssl.truststore.password", KeyStores.PASSWORD);
        broker = Broker.start(BrokerSettings.fromProperties(properties));
    }

    @Test
    void badSettingsAreRefusedByName() {
        assertThatThrownBy(() -> start("SASL_PLAINTEXT://127.0.0.1:0", Map.of()))
                .hasMessageContaining("sasl.enabled.mechanisms");
        assertThatThrownBy(() -> start("SASL_PLAINTEXT://127.0.0.1:0", Map.of("sasl.enabled.mechanisms", "GSSAPI")))
                .hasMessageContaining("GSSAPI");
        assertThatThrownBy(() -> start("SASL_PLAINTEXT://127.0.0.1:0", Map.of("sasl.enabled.mechanisms", "PLAIN")))
                .hasMessageContaining("listener.name.sasl_plaintext.plain.sasl.jaas.config");
        assertThatThrownBy(() -> start("PLAINTEXT://127.0.0.1:0", Map.of("ssl.keystore.locatoin", "x")))
                .hasMessageContaining("ssl.keystore.locatoin");
        assertThatThrownBy(() -> start("SSL://0.0.0.0:0", KeyStores.shows(stores.resolve("broker.p12"))))
                .hasMessageContaining("ssl.client.auth=required");
        assertThatThrownBy(() -> start(
                        "SSL://127.0.0.1:0", Map.of("ssl.keystore.location", "/nowhere", "ssl.keystore.password", "x")))
                .hasMessageContaining("nowhere");
    }

    private void start(String listeners, Map<String, String> more) {
        Properties properties = new Properties();
        properties.put("log.dirs", directory.resolve("other").toString());
        properties.put("listeners", listeners);
        properties.putAll(more);
        Broker.start(BrokerSettings.fromProperties(properties)).close();
    }

    private Map<String, Object> client(String listener, @Nullable String mechanism) {
        Map<String, Object> client = new HashMap<>();
        client.put("bootstrap.servers", broker.bootstrapServers(listener));
        boolean sasl = mechanism != null;
        boolean tls = List.of("TLS", "MUTUAL", "BOTH").contains(listener);
        client.put("security.protocol", (sasl ? "SASL_" : "") + (tls ? "SSL" : "PLAINTEXT"));
        if (sasl) {
            client.put("sasl.mechanism", mechanism);
            client.put(
                    "sasl.jaas.config",
                    mechanism.equals("PLAIN") ? jaas(mechanism, "bob", "builder") : jaas(mechanism, "alice", "first"));
        }
        if (tls) {
            client.putAll(KeyStores.trusts(stores.resolve("trusts-broker.p12")));
        }
        if (listener.equals("MUTUAL")) {
            client.putAll(KeyStores.shows(stores.resolve("client.p12")));
        }
        client.put("max.block.ms", 20_000);
        return client;
    }

    private static String jaas(String mechanism, String user, String password) {
        return (mechanism.equals("PLAIN") ? PLAIN : SCRAM) + "username=\"" + user + "\" password=\"" + password + "\";";
    }

    private static UserScramCredentialUpsertion upsert(String user, ScramMechanism mechanism, String password) {
        return new UserScramCredentialUpsertion(user, new ScramCredentialInfo(mechanism, 4096), password);
    }

    private static void send(Map<String, Object> client, String topic) throws ExecutionException, InterruptedException {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(client, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, "value")).get();
        }
    }

    private static String read(Map<String, Object> client, String topic) {
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(client, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            consumer.seekToBeginning(consumer.assignment());
            while (true) {
                for (var record : consumer.poll(Duration.ofSeconds(1))) {
                    return record.value();
                }
            }
        }
    }
}
