package dev.millrace.differential;

import java.util.function.Supplier;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.millrace.streams.processor.TaskId;

import static org.assertj.core.api.Assertions.assertThat;

/** Names of tasks are read, written and ordered as on Kafka Streams. */
class TaskIdTest {
    private static final TaskId OURS = new TaskId(1, 2, "top");
    private static final org.apache.kafka.streams.processor.TaskId THEIRS =
            new org.apache.kafka.streams.processor.TaskId(1, 2, "top");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0_3",
                "top__1_2",
                "a_b__1_2",
                "__1_2",
                "a__b__1_2",
                "x_1_2",
                "a__1",
                "12",
                "",
                "1_2_3",
                "a_b",
                "-1_2",
                "1_",
                "_2",
                "a__",
                "a___1_2"
            })
    void readsTheSameTexts(String text) {
        assertThat(outcome(() -> TaskId.parse(text)))
                .isEqualTo(outcome(() -> org.apache.kafka.streams.processor.TaskId.parse(text)));
    }

    @ParameterizedTest
    @CsvSource({"1,2,top", "1,3,top", "0,2,top", "1,2,", "5,0,a", "5,0,zop", "1,2,''"})
    void comparesAlike(int subtopology, int partition, String name) {
        TaskId ours = new TaskId(subtopology, partition, name);
        var theirs = new org.apache.kafka.streams.processor.TaskId(subtopology, partition, name);

        assertThat(ours.equals(OURS)).isEqualTo(theirs.equals(THEIRS));
        assertThat(ours.hashCode()).as("order in hash maps").isEqualTo(theirs.hashCode());
        assertThat(ours.topologyName()).isEqualTo(theirs.topologyName());
        assertThat(outcome(() -> Integer.signum(ours.compareTo(OURS))))
                .isEqualTo(outcome(() -> Integer.signum(theirs.compareTo(THEIRS))));
    }

    private static String outcome(Supplier<?> call) {
        try {
            return call.get().toString();
        } catch (RuntimeException failed) {
            return failed.getClass().getSimpleName();
        }
    }
}
