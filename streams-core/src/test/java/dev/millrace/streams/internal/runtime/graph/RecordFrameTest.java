package dev.millrace.streams.internal.runtime.graph;

import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Time;
import org.junit.jupiter.api.Test;

import dev.millrace.streams.internal.metrics.TaskMeters;
import dev.millrace.streams.processor.RecordContext;
import dev.millrace.streams.processor.TaskId;
import dev.millrace.streams.processor.api.Record;

import static org.assertj.core.api.Assertions.assertThat;

/** Which input the record being processed came from. */
class RecordFrameTest {
    private final RecordFrame frame = new RecordFrame(
            new TaskId(0, 1),
            List.of(new TopicPartition("a", 1), new TopicPartition("b", 1)),
            new TaskMeters(Time.SYSTEM));

    private void begin(String topic, long offset) {
        frame.begin(new ConsumerRecord<>(topic, 1, offset, new byte[0], new byte[0]), new Record<>("k", "v", 5L), 5L);
    }

    @Test
    void countsInputsInTheOrderOfTheTask() {
        begin("b", 7);
        assertThat(frame.currentInput()).isEqualTo(1);
        assertThat(frame.currentOffset()).isEqualTo(7);
        begin("a", 3);
        assertThat(frame.currentInput()).isZero();
        assertThat(frame.currentOffset()).isEqualTo(3);
    }

    @Test
    void nothingReadMeansNoInput() {
        assertThat(frame.currentInput()).isEqualTo(-1);
        begin("a", 3);
        frame.end();
        assertThat(frame.currentInput()).isEqualTo(-1);
        frame.beginWithoutInput(9);
        assertThat(frame.currentInput()).isEqualTo(-1);
    }

    @Test
    void inputIsThatOfTheRecordInWhoseNameSomethingRuns() {
        begin("b", 7);
        RecordContext changedBy = frame.currentRecord();
        begin("a", 8);
        assertThat(frame.currentInput()).isZero();
        frame.runAs(changedBy, () -> {
            assertThat(frame.currentInput()).isEqualTo(1);
            assertThat(frame.currentOffset()).isEqualTo(7);
        });
        assertThat(frame.currentInput()).isZero();
        assertThat(frame.currentOffset()).isEqualTo(8);
    }

    @Test
    void whatIsDoneOutsideOfARecordHasATimeThatCanBeWritten() {
        assertThat(frame.currentRecord().timestamp()).isZero();
        assertThat(frame.recordMetadata()).isEmpty();
    }
}
