package dev.millrace.streams.state;

import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.Test;

import dev.millrace.streams.errors.StreamsException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Serdes of a store, and where instances are reached. */
class StateSerdesTest {
    private final StateSerdes<String, Long> serdes = StateSerdes.withBuiltinTypes("topic", String.class, Long.class);

    @Test
    void writesAndReadsBothTypes() {
        assertThat(serdes.keyFrom(serdes.rawKey("k"))).isEqualTo("k");
        assertThat(serdes.valueFrom(serdes.rawValue(7L))).isEqualTo(7);
        assertThat(serdes.rawValue(null)).isNull();
        assertThat(serdes.valueFrom(null)).isNull();
        assertThat(serdes.topic()).isEqualTo("topic");
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"})
    void namesTheTypeThatDoesNotFit() {
        assertThatThrownBy(() -> ((StateSerdes) serdes).rawKey(5L))
                .isInstanceOf(StreamsException.class)
                .hasMessageContaining("StringSerializer")
                .hasMessageContaining("java.lang.Long");
        assertThatThrownBy(() -> ((StateSerdes) serdes).rawValue("v"))
                .isInstanceOf(StreamsException.class)
                .hasMessageContaining("value serializer");
    }

    @Test
    void refusesToBeIncompleteOrUnknown() {
        assertThatNullPointerException().isThrownBy(() -> new StateSerdes<>(null, Serdes.String(), Serdes.Long()));
        assertThatNullPointerException().isThrownBy(() -> new StateSerdes<>("topic", null, Serdes.Long()));
        assertThatNullPointerException().isThrownBy(() -> new StateSerdes<>("topic", Serdes.String(), null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StateSerdes.withBuiltinTypes("topic", String.class, Object.class));
    }

    @Test
    void readsEndpoints() {
        assertThat(HostInfo.buildFromEndpoint("a:12")).isEqualTo(new HostInfo("a", 12));
        assertThat(HostInfo.buildFromEndpoint("http://a:12")).isEqualTo(new HostInfo("a", 12));
        assertThat(HostInfo.buildFromEndpoint("[::1]:80")).isEqualTo(new HostInfo("::1", 80));
        assertThat(HostInfo.buildFromEndpoint(" ")).isNull();
        assertThat(HostInfo.buildFromEndpoint(null)).isNull();
        assertThatThrownBy(() -> HostInfo.buildFromEndpoint("abc"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("abc");
        assertThat(HostInfo.unavailable()).hasToString("HostInfo{host='unavailable', port=-1}");
    }
}
