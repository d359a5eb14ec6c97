package dev.millrace.broker.settings;

import java.nio.file.Path;
import java.util.Properties;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class BrokerSettingsTest {
    @Test
    void settingsWrittenByNameAreReadBack() {
        BrokerSettings settings = BrokerSettings.at(Path.of("data"))
                .withListen(new ListenSettings("::1", 9092, new ListenSettings.Address("example.org", 19092), true))
                .withTopics(new TopicDefaults(false, 7))
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
    void onlyOnePlaintextListenerIsUnderstood() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("log.dirs", "data", "listeners", "SSL://localhost:9092"))
                .withMessageContaining("PLAINTEXT://host:port");
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
}
