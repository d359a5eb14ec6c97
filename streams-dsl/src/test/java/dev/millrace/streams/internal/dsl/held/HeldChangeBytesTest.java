package dev.millrace.streams.internal.dsl.held;

import java.nio.ByteBuffer;
import java.util.HexFormat;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The bytes were taken from Kafka Streams 4.3.1. */
class HeldChangeBytesTest {
    private static final String FIRST = "000000000000000100000000000000000000000269"
            + "6e000000000000000100000001680000000107ffffffffffffffff00000001310000000000000001";
    private static final String REMOVAL = "0000000000000014000000000000000600000002696e0000000000000000"
            + "0000000133fffffffeffffffff0000000000000014";

    @Test
    void firstValueOfKeyIsWrittenWithHeadersOfItsRecord() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("h", new byte[] {7});
        HeldChangeV3 change = new HeldChangeV3(null, null, new byte[] {'1'}, new HeldRecord("in", 0, 0, 1, headers));

        assertThat(HexFormat.of().formatHex(change.write(1))).isEqualTo(FIRST);
        assertThat(change.sizeBytes()).isEqualTo(25);
    }

    @Test
    void valueBeforeAllThatIsHeldIsWrittenOnce() {
        HeldChangeV3 change = new HeldChangeV3(
                new byte[] {'3'}, new byte[] {'3'}, null, new HeldRecord("in", 0, 6, 20, new RecordHeaders()));

        assertThat(HexFormat.of().formatHex(change.write(20))).isEqualTo(REMOVAL);
    }

    @Test
    void whatWasWrittenIsRead() {
        for (String written : new String[] {FIRST, REMOVAL}) {
            ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(written));
            HeldChangeV3 change = HeldChangeV3.read(bytes);

            assertThat(HexFormat.of().formatHex(change.write(bytes.getLong()))).isEqualTo(written);
        }
    }
}
