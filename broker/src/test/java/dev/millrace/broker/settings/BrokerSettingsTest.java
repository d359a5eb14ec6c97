package dev.millrace.broker.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class BrokerSettingsTest {
    @Test
    void settingsWrittenByNameAreReadBack() {
        BrokerSettings settings = BrokerSettings.at(Path.of("data"))
                .withListen(new ListenSettings(
                        List.of(
                                new ListenerSettings(
                                        "INSIDE",
                                        ListenerProtocol.PLAINTEXT,
                                        "::1",
                                        9092,
                                        new ListenSettings.Address("example", 9)),
                                new ListenerSettings("OUTSIDE", ListenerProtocol.SASL_SSL, "0.0.0.0", 9093, null)),
                        true,
                        Map.of("sasl.enabled.mechanisms", "PLAIN")))
                .withTopics(new TopicDefaults(false, 7, Map.of("retention.ms", "5000", "cleanup.policy", "compact")))
                .withGroups(GroupSettings.DEFAULTS.withSettlingDelayMs(300))
                .withWaitForDisk(false);
        Properties properties = new Properties();
        properties.putAll(settings.toMap());

        assertThat(BrokerSettings.fromProperties(properties)).isEqualTo(settings);
    }

    @Test
    void unknownNameIsRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("log.dirs", "data", "zookeeper.connect", "localhost"))
                .withMessageContaining("zookeeper.connect");
    }

    @Test
    void replicationFactorMustSuitASingleNode() {
        assertThat(read("log.dirs", "data", "offsets.topic.replication.factor", "1")
                        .nodeId())
                .isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("log.dirs", "data", "default.replication.factor", "3"))
                .withMessageContaining("default.replication.factor")
                .withMessageContaining("3");
    }

    @Test
    void valueOutOfBoundsIsRefusedWithKeyAndBound() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("log.dirs", "data", "num.partitions", "0"))
                .withMessage("num.partitions must be at least 1: 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("log.dirs", "data", "num.partitions", "many"))
                .withMessage("num.partitions must be a whole number: many");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("log.dirs", "data", "auto.create.topics.enable", "perhaps"))
                .withMessageContaining("auto.create.topics.enable must be true or false");
    }

    @Test
    void listenersMustHaveKnownProtocolsAndNamesOfTheirOwn() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("log.dirs", "data", "listeners", "OUTSIDE://localhost:9092"))
                .withMessageContaining("OUTSIDE")
                .withMessageContaining("listener.security.protocol.map");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("log.dirs", "data", "listeners", "SSL://localhost:1,SSL://localhost:2"))
                .withMessageContaining("two of the name SSL");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("log.dirs", "data", "listener.security.protocol.map", "A:KERBEROS"))
                .withMessageContaining("KERBEROS");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        read("log.dirs", "data", "listeners", "SSL://localhost:1", "advertised.listeners", "A://h:1"))
                .withMessageContaining("[A]");
    }

    @Test
    void secretsAreNotWritten() {
        Properties properties = new Properties();
        properties.setProperty("log.dirs", "data");
        properties.setProperty("listener.name.a.plain.sasl.jaas.config", "secret");
        properties.setProperty("ssl.key.password", "secret");
        properties.setProperty("ssl.protocol", "TLSv1.3");

        assertThat(BrokerSettings.fromProperties(properties).toMap())
                .doesNotContainValue("secret")
                .containsEntry("ssl.protocol", "TLSv1.3");
    }

    @Test
    void dataDirectoryMustBeNamedAndSingle() {
        assertThatIllegalArgumentException().isThrownBy(() -> read()).withMessageContaining("log.dirs");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("log.dirs", "a,b"))
                .withMessageContaining("one directory");
    }

    private static BrokerSettings read(String... namesAndValues) {
        Properties properties = new Properties();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            properties.setProperty(namesAndValues[i], namesAndValues[i + 1]);
        }
        return BrokerSettings.fromProperties(properties);
    }

    @Test
    void fileOfACombinedApacheNodeIsUnderstood() {
        BrokerSettings settings = read(
                "process.roles", "broker,controller",
                "node.id", "1",
                "controller.quorum.voters", "1@localhost:9093",
                "controller.listener.names", "CONTROLLER",
                "listeners", "OUTSIDE://localhost:9092,CONTROLLER://localhost:9093",
                "inter.broker.listener.name", "OUTSIDE",
                "listener.security.protocol.map", "CONTROLLER:PLAINTEXT,OUTSIDE:PLAINTEXT",
                "num.network.threads", "3",
                "log.dirs", "data",
                "log.retention.hours", "2",
                "log.segment.bytes", "1073741824",
                "offsets.topic.num.partitions", "5");

        assertThat(settings.listen().first().port()).isEqualTo(9092);
        assertThat(settings.topics().config()).containsEntry("retention.ms", "7200000");
    }

    @Test
    void finerUnitWins() {
        BrokerSettings settings =
                read("log.dirs", "data", "log.retention.hours", "2", "log.retention.ms", "5", "log.roll.hours", "1");

        assertThat(settings.topics().config())
                .containsEntry("retention.ms", "5")
                .containsEntry("segment.ms", "3600000");
    }

    @Test
    void whatHasNoEffectIsNamedWithItsReason() {
        Properties properties = new Properties();
        properties.put("log.dirs", "data");
        properties.put("num.io.threads", "8");
        properties.put("log.cleaner.dedupe.buffer.size", "1000000");
        properties.put("log.cleaner.min.cleanable.ratio", "0.1");

        assertThat(BrokerSettings.withoutEffect(properties))
                .containsOnlyKeys("num.io.threads", "log.cleaner.dedupe.buffer.size");
    }

    @Test
    void defaultOfTopicsIsCheckedAtTheStart() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("log.dirs", "data", "log.cleanup.policy", "shred"))
                .withMessageContaining("shred");
    }
}
