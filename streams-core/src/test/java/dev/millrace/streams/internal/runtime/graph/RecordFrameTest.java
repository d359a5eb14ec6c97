package dev.millrace.streams.internal.runtime.graph;

import org.junit.jupiter.api.Test;

import dev.millrace.streams.processor.TaskId;

import static org.assertj.core.api.Assertions.assertThat;

class RecordFrameTest {
    @Test
    void whatIsDoneOutsideOfARecordHasATimeThatCanBeWritten() {
        RecordFrame frame = new RecordFrame(new TaskId(0, 0));

        assertThat(frame.currentRecord().timestamp()).isZero();
        assertThat(frame.recordMetadata()).isEmpty();
    }
}
