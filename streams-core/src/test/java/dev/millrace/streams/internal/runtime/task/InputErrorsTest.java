package dev.millrace.streams.internal.runtime.task;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.errors.DeserializationExceptionHandler;
import dev.millrace.streams.errors.ErrorHandlerContext;
import dev.millrace.streams.errors.StreamsException;
import dev.millrace.streams.processor.LogAndSkipOnInvalidTimestamp;
import dev.millrace.streams.processor.TimestampExtractor;
import dev.millrace.streams.processor.UsePartitionTimeOnInvalidTimestamp;

import static dev.millrace.streams.internal.runtime.task.TaskFixture.IN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Records that cannot be read or have no valid time. */
class InputErrorsTest {
    private static final TopicPartition IN_0 = new TopicPartition(IN, 0);

    private final TaskFixture fixture;

    InputErrorsTest(@TempDir Path stateDir) {
        fixture = new TaskFixture(stateDir).pipe(StreamTaskTest.UpperCase::new);
        fixture.config.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, PickySerde.class);
    }

    @BeforeEach
    void forgetCalls() {
        SkippingHandler.CALLS.clear();
        ClockedExtractor.CALLS.clear();
    }

    @Test
    void failsOnUnreadableRecordByDefault() {
        fixture.started();

        assertThatThrownBy(() -> fixture.feed("k", "bad", 5))
                .isInstanceOf(StreamsException.class)
                .hasMessageContaining("in-0 offset 0")
                .hasRootCauseInstanceOf(SerializationException.class);
        assertThat(fixture.built().commitNeeded()).isFalse();
    }

    @Test
    void skipsUnreadableRecordIfHandlerSaysSo() {
        skipUnreadable();
        fixture.started();

        fixture.feed("k", "bad", 5);
        fixture.feed("k", "good", 6);

        assertThat(fixture.sent()).containsExactly("out:k=GOOD@6");
        assertThat(fixture.built().meters().droppedRecords()).isEqualTo(1);
        assertThat(SkippingHandler.CALLS).containsExactly("source 0_0 in-0@0 at 5 raw k=bad");
    }

    @Test
    void commitsPastSkippedRecords() {
        skipUnreadable();
        fixture.started();
        fixture.feed("k", "bad", 5);

        assertThat(fixture.commit()).isEqualTo(1);

        assertThat(fixture.committed.get(IN_0).offset()).isEqualTo(1);
        assertThat(fixture.commit()).isZero();
    }

    @Test
    void failsIfHandlerFails() {
        fixture.config.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, BrokenHandler.class);
        fixture.started();

        assertThatThrownBy(() -> fixture.feed("k", "bad", 5))
                .isInstanceOf(StreamsException.class)
                .hasCause(new IllegalStateException("no idea"));
    }

    @Test
    void failsOnNegativeTimeByDefault() {
        fixture.started();

        assertThatThrownBy(() -> fixture.feed("k", "v", -1)).isInstanceOf(StreamsException.class);
    }

    @Test
    void dropsRecordsWithNegativeTime() {
        fixture.config.put(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, LogAndSkipOnInvalidTimestamp.class);
        fixture.started();

        fixture.feed("k", "v", -1);
        fixture.feed("k", "w", 3);

        assertThat(fixture.sent()).containsExactly("out:k=W@3");
        assertThat(fixture.built().meters().droppedRecords()).isEqualTo(1);
    }

    @Test
    void usesPartitionTimeInPlaceOfNegativeTime() {
        fixture.config.put(
                StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, UsePartitionTimeOnInvalidTimestamp.class);
        fixture.started();

        fixture.feed("k", "v", 8);
        fixture.feed("k", "w", -1);

        assertThat(fixture.sent()).containsExactly("out:k=V@8", "out:k=W@8");
    }

    @Test
    void showsExtractorTheTypedRecordAndThePartitionTime() {
        fixture.config.put(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, ClockedExtractor.class);
        fixture.started();

        fixture.feed("k", "10", 1);
        fixture.feed("k", "7", 1);
        fixture.feed("k", "12", 1);

        assertThat(ClockedExtractor.CALLS).containsExactly("10 after -1", "7 after 10", "12 after 10");
        assertThat(fixture.sent()).containsExactly("out:k=10@10", "out:k=7@7", "out:k=12@12");
    }

    @Test
    void reportsFailureOfExtractor() {
        fixture.config.put(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, ClockedExtractor.class);
        fixture.started();

        assertThatThrownBy(() -> fixture.feed("k", "no number", 1))
                .isInstanceOf(StreamsException.class)
                .hasMessageStartingWith("Fatal user code error in TimestampExtractor callback for record")
                .hasCauseInstanceOf(NumberFormatException.class);
    }

    private void skipUnreadable() {
        fixture.config.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, SkippingHandler.class);
    }

    /** Strings, but not "bad". */
    public static final class PickySerde extends Serdes.WrapperSerde<String> {
        public PickySerde() {
            super(new org.apache.kafka.common.serialization.StringSerializer(), picky());
        }

        private static Deserializer<String> picky() {
            StringDeserializer strings = new StringDeserializer();
            return (topic, data) -> {
                String text = strings.deserialize(topic, data);
                if ("bad".equals(text)) {
                    throw new SerializationException("cannot read " + text);
                }
                return text;
            };
        }
    }

    /** Resumes and keeps what it was told. */
    public static final class SkippingHandler implements DeserializationExceptionHandler {
        static final List<String> CALLS = new ArrayList<>();

        @Override
        public Response handleError(
                ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
            CALLS.add(context.processorNodeId() + " " + context.taskId() + " " + context.topic() + "-"
                    + context.partition() + "@" + context.offset() + " at " + context.timestamp() + " raw "
                    + TaskFixture.text(context.sourceRawKey()) + "=" + TaskFixture.text(record.value()));
            return Response.resume();
        }

        @Override
        public void configure(Map<String, ?> configs) {}
    }

    /** Throws. */
    public static final class BrokenHandler implements DeserializationExceptionHandler {
        @Override
        public Response handleError(
                ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
            throw new IllegalStateException("no idea");
        }

        @Override
        public void configure(Map<String, ?> configs) {}
    }

    /** Takes the time from the value. */
    public static final class ClockedExtractor implements TimestampExtractor {
        static final List<String> CALLS = new ArrayList<>();

        @Override
        public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
            CALLS.add(record.value() + " after " + partitionTime);
            return Long.parseLong((String) record.value());
        }
    }
}
