package dev.millrace.broker.settings;

import java.util.Map;

import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TopicSettingsTest {

    @Test
    void hasTheDefaultsOfApacheKafka() {
        LogSettings defaults = LogSettings.defaults();

        assertThat(defaults.segments()).isEqualTo(new SegmentSettings(1 << 30, 604_800_000L, 4096, 10_485_760));
        assertThat(defaults.retention()).isEqualTo(new RetentionSettings(true, 604_800_000L, -1, 60_000));
        assertThat(defaults.compaction()).isEqualTo(new CompactionSettings(false, 0.5, 0, Long.MAX_VALUE, 86_400_000L));
        assertThat(defaults.append()).isEqualTo(new AppendSettings(1_048_588, false, Long.MAX_VALUE, 3_600_000L));
        assertThat(defaults.flush()).isEqualTo(new FlushSettings(Long.MAX_VALUE, Long.MAX_VALUE));
    }

    @Test
    void readsBothCleanupPolicies() {
        LogSettings settings = TopicSettings.read(Map.of("cleanup.policy", "compact,delete"));

        assertThat(settings.compaction().compacts()).isTrue();
        assertThat(settings.retention().deletes()).isTrue();
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "segment.bytes, 1000",
        "segment.bytes, many",
        "retention.ms, -2",
        "cleanup.policy, burn",
        "min.cleanable.dirty.ratio, 1.5",
        "max.message.bytes, -1",
        "message.timestamp.type, Never",
        "compression.type, gzip",
        "min.insync.replicas, 2"
    })
    void refusesAValueAndNamesIt(String name, String value) {
        assertThatThrownBy(() -> TopicSettings.read(Map.of(name, value)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(name)
                .hasMessageContaining(value);
    }

    @Test
    void refusesUnknownNames() {
        assertThatThrownBy(() -> TopicSettings.read(Map.of("retention.msec", "1")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("retention.msec");
    }

    @Test
    void refusesLagsThatExcludeEachOther() {
        assertThatThrownBy(
                        () -> TopicSettings.read(Map.of("min.compaction.lag.ms", "10", "max.compaction.lag.ms", "5")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("min.compaction.lag.ms")
                .hasMessageContaining("10 > 5");
    }

    @Test
    void explainsEachSetting() {
        assertThat(TopicSettings.definitions().configKeys().values())
                .isNotEmpty()
                .allSatisfy(key -> assertThat(key.documentation).isNotBlank());
    }
}
