package dev.millrace.streams.internal.runtime.task;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The texts were written by Kafka Streams 4.3.1. */
class PartitionTimeV2Test {
    @ParameterizedTest
    @CsvSource({"-1, Av//////////", "0, AgAAAAAAAAAA", "5, AgAAAAAAAAAF", "1700000000123, AgAAAYvP5Wh7"})
    void writesAndReadsTheBytesOfKafkaStreams(long time, String metadata) {
        assertThat(PartitionTimeV2.encode(time)).isEqualTo(metadata);
        assertThat(PartitionTimeV2.decode(metadata)).isEqualTo(time);
    }

    @Test
    void passesOverValuesKeptByProcessors() {
        assertThat(PartitionTimeV2.decode("AgAAAAAAAAAFAAAAAQAAAANhYmMAAAAAAAAABw=="))
                .isEqualTo(5);
    }

    @Test
    void readsVersionOne() {
        assertThat(PartitionTimeV2.decode("AQAAAAAAAAAF")).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!", "Ag==", "AgAAAA==", "CQAAAAAAAAAF", "not ours"})
    void takesAnythingElseForNoTime(String metadata) {
        assertThat(PartitionTimeV2.decode(metadata)).isEqualTo(-1);
    }
}
