package dev.millrace.streams.internal.runtime.task;

import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The texts were written by Kafka Streams 4.3.1. */
class OffsetMetadataV2Test {
    @ParameterizedTest
    @CsvSource({"-1, Av//////////", "0, AgAAAAAAAAAA", "5, AgAAAAAAAAAF", "1700000000123, AgAAAYvP5Wh7"})
    void writesAndReadsTheBytesOfKafkaStreams(long time, String metadata) {
        OffsetMetadataV2 meant = new OffsetMetadataV2(time, Map.of());

        assertThat(meant.encode()).isEqualTo(metadata);
        assertThat(OffsetMetadataV2.decode(metadata)).isEqualTo(meant);
    }

    @Test
    void keepsNumbersOfOperators() {
        String metadata = "AgAAAAAAAATSAAAAAgAAAAFiAAAAAAAAAAUAAAAHc3RvcmUtYQAAAAAAAABN";
        OffsetMetadataV2 meant = new OffsetMetadataV2(1234, new TreeMap<>(Map.of("store-a", 77L, "b", 5L)));

        assertThat(meant.encode()).isEqualTo(metadata);
        assertThat(OffsetMetadataV2.decode(metadata)).isEqualTo(meant);
    }

    @Test
    void readsVersionOne() {
        assertThat(OffsetMetadataV2.decode("AQAAAAAAAAAF")).isEqualTo(new OffsetMetadataV2(5, Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "!",
                "Ag==",
                "AgAAAA==",
                "CQAAAAAAAAAF",
                "not ours",
                "AgAAAAAAAATSAAAAAgAAAAFi",
                "AgAAAAAAAATSAAAAAv////8="
            })
    void takesAnythingElseForNothing(String metadata) {
        assertThat(OffsetMetadataV2.decode(metadata)).isEqualTo(OffsetMetadataV2.NONE);
    }
}
