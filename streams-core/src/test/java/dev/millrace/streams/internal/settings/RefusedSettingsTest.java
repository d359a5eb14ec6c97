package dev.millrace.streams.internal.settings;

import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.processor.assignment.assignors.StickyTaskAssignor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RefusedSettingsTest {
    @Test
    void featureThatIsNotThereIsRefusedByName() {
        assertThatThrownBy(() -> read(StreamsConfig.UPGRADE_FROM_CONFIG, "3.5"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("upgrade.from")
                .hasMessageContaining("3.5");
    }

    @Test
    void defaultOfAFeatureThatIsNotThereIsFine() {
        assertThat(read(StreamsConfig.ALLOW_OS_GROUP_WRITE_ACCESS_CONFIG, false).applicationId())
                .isEqualTo("app");
    }

    @Test
    void groupProtocolSaysWhoPlacesTheTasks() {
        assertThat(read(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic")
                        .placement()
                        .byBroker())
                .isFalse();
        assertThat(read(StreamsConfig.GROUP_PROTOCOL_CONFIG, "STREAMS")
                        .placement()
                        .byBroker())
                .isTrue();
    }

    @Test
    void assignorThatIsNoneIsRefusedByName() {
        assertThatThrownBy(() -> read(StreamsConfig.TASK_ASSIGNOR_CLASS_CONFIG, "no.such.Assignor"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("task.assignor.class")
                .hasMessageContaining("no.such.Assignor");
        assertThatThrownBy(() -> read(StreamsConfig.TASK_ASSIGNOR_CLASS_CONFIG, String.class.getName()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("java.lang.String");
    }

    @Test
    void assignorOfTheApplicationIsRead() {
        assertThat(read(StreamsConfig.TASK_ASSIGNOR_CLASS_CONFIG, StickyTaskAssignor.class.getName())
                        .placement()
                        .assignor())
                .contains(StickyTaskAssignor.class);
        assertThat(read(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, 1)
                        .placement()
                        .assignor())
                .isEmpty();
    }

    @Test
    void timesOfTheLoopAreRead() {
        assertThat(read(StreamsConfig.LOG_SUMMARY_INTERVAL_MS_CONFIG, 5L).logSummaryMs())
                .isEqualTo(5);
        assertThat(read(StreamsConfig.TASK_TIMEOUT_MS_CONFIG, 7L).taskTimeoutMs())
                .isEqualTo(7);
        assertThat(read(StreamsConfig.STATE_CLEANUP_DIR_MAX_AGE_MS_CONFIG, 9L).cleanupMaxAgeMs())
                .isEqualTo(9);
    }

    private static RuntimeSettings read(String key, Object value) {
        Map<String, Object> config = new HashMap<>(Map.of(
                StreamsConfig.APPLICATION_ID_CONFIG, "app", StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1"));
        config.put(key, value);
        return RuntimeSettings.from(new StreamsConfig(config));
    }
}
