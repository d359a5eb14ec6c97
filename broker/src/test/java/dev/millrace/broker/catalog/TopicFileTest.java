package dev.millrace.broker.catalog;

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;

import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TopicFileTest {

    private static final Topic TOPIC = new Topic("ab", new Uuid(1, 2), 3, Map.of("k", "v", "c", "d"));
    private static final String BYTES = "01" + "0000000000000001" + "0000000000000002" + "00026162" + "00000003"
            + "00000002" + "000163" + "000164" + "00016b" + "000176";

    @Test
    void hasTheseBytes() {
        assertThat(HexFormat.of().formatHex(TopicFile.encode(TOPIC))).isEqualTo(BYTES);
    }

    @Test
    void readsTheseBytes() throws IOException {
        assertThat(TopicFile.decode(HexFormat.of().parseHex(BYTES))).isEqualTo(TOPIC);
    }

    @Test
    void refusesEveryShorterText() {
        byte[] bytes = HexFormat.of().parseHex(BYTES);

        for (int length = 0; length < bytes.length; length++) {
            byte[] shorter = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> TopicFile.decode(shorter)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void refusesAnotherVersion() {
        byte[] bytes = HexFormat.of().parseHex(BYTES);
        bytes[0] = 2;

        assertThatThrownBy(() -> TopicFile.decode(bytes)).hasMessageContaining("version 2");
    }
}
