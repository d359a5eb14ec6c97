package dev.millrace.streams.internal.runtime.task;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.errors.ErrorHandlerContext;
import dev.millrace.streams.errors.ProductionExceptionHandler;
import dev.millrace.streams.errors.StreamsException;
import dev.millrace.streams.errors.TaskCorruptedException;
import dev.millrace.streams.errors.TaskMigratedException;
import dev.millrace.streams.processor.StreamPartitioner;
import dev.millrace.streams.processor.api.ContextualProcessor;
import dev.millrace.streams.processor.api.Record;

import static dev.millrace.streams.internal.runtime.task.TaskFixture.IN;
import static dev.millrace.streams.internal.runtime.task.TaskFixture.OUT;
import static dev.millrace.streams.internal.runtime.task.TaskFixture.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** From sinks to the producer, and what becomes of records it does not take. */
class OutputTest {
    private final TaskFixture fixture;

    OutputTest(@TempDir Path stateDir) {
        fixture = new TaskFixture(stateDir, false);
    }

    @BeforeEach
    void forgetCalls() {
        ResumingHandler.CALLS.clear();
    }

    @Test
    void leavesPartitionToTheProducer() {
        pipe();

        fixture.feed("k", "v", 5);

        assertThat(fixture.producer.history().get(0).partition()).isNull();
    }

    @Test
    void writesNullKeysAndValues() {
        fixture.source("source", IN).sink("sink", OUT, "source").started();

        fixture.feed(null, null, 5);

        assertThat(fixture.sent()).containsExactly("out:null=null@5");
    }

    @Test
    void writesToEveryPartitionChosen() {
        outHasPartitions(3);
        partitioned((topic, key, value, count) -> Optional.of(Set.of(count - 1)));

        fixture.feed("k", "v", 5);

        assertThat(fixture.producer.history())
                .extracting(ProducerRecord::partition)
                .containsExactly(2);
    }

    @Test
    void multicasts() {
        outHasPartitions(3);
        partitioned((topic, key, value, count) -> Optional.of(Set.of(0, 2)));

        fixture.feed("k", "v", 5);

        assertThat(fixture.producer.history())
                .extracting(ProducerRecord::partition)
                .containsExactlyInAnyOrder(0, 2);
    }

    @Test
    void dropsRecordForNoPartition() {
        outHasPartitions(3);
        partitioned((topic, key, value, count) -> Optional.of(Set.of()));

        fixture.feed("k", "v", 5);

        assertThat(fixture.sent()).isEmpty();
        assertThat(fixture.built().meters().droppedRecords()).isEqualTo(1);
    }

    @Test
    void partitionerMayLeaveTheChoiceToTheProducer() {
        outHasPartitions(3);
        partitioned((topic, key, value, count) -> Optional.empty());

        fixture.feed("k", "v", 5);

        assertThat(fixture.producer.history().get(0).partition()).isNull();
    }

    @Test
    void extractorSeesTheRecordAndWhereItCameFrom() {
        fixture.source("source", IN)
                .sink(
                        "sink",
                        (key, value, context) ->
                                key + "-" + context.topic() + context.offset() + "-" + context.timestamp(),
                        "source")
                .started();

        fixture.feed("k", "v", 5);

        assertThat(fixture.sent()).containsExactly("k-in0-5:k=v@5");
    }

    @Test
    void extractorSeesTheTimeThatWasForwarded() {
        fixture.source("source", IN)
                .processor(
                        "step",
                        () -> new ContextualProcessor<>() {
                            @Override
                            public void process(Record<String, String> record) {
                                context().forward(record.withTimestamp(77));
                                context().forward(record);
                            }
                        },
                        "source")
                .sink("sink", (key, value, context) -> "at" + context.timestamp(), "step")
                .started();

        fixture.feed("k", "v", 5);

        assertThat(fixture.sent()).containsExactly("at77:k=v@77", "at5:k=v@5");
    }

    @Test
    void headersAddedBySerialiserAreWritten() {
        fixture.config.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, MarkingSerde.class);
        pipe();

        fixture.feed("k", "v", 5);
        fixture.feed("k", "w", 6);

        assertThat(fixture.producer.history())
                .extracting(ProducerRecord::headers)
                .containsExactly(
                        new RecordHeaders().add("type", bytes("v")), new RecordHeaders().add("type", bytes("w")));
    }

    @Test
    void refusedRecordFailsTheCommit() {
        pipe();
        fixture.feed("k", "v", 5);
        fixture.producer.errorNext(new RecordTooLargeException("too large"));

        assertThatThrownBy(fixture::commit)
                .isInstanceOf(StreamsException.class)
                .hasMessageContaining("topic out for task 0_0")
                .hasCauseInstanceOf(RecordTooLargeException.class);
        assertThat(fixture.committed).isEmpty();
    }

    @Test
    void refusedRecordFailsTheNextSend() {
        pipe();
        fixture.feed("k", "v", 5);
        fixture.producer.errorNext(new RecordTooLargeException("too large"));

        assertThatThrownBy(() -> fixture.feed("k", "v", 6)).hasRootCauseInstanceOf(RecordTooLargeException.class);
    }

    @Test
    void keepsTheFirstError() {
        pipe();
        fixture.feed("a", "v", 5);
        fixture.feed("b", "v", 5);
        fixture.producer.errorNext(new RecordTooLargeException("first"));
        fixture.producer.errorNext(new AuthorizationException("second"));

        assertThatThrownBy(fixture::commit).hasRootCauseMessage("first");
    }

    @Test
    void handlerMayDropRefusedRecord() {
        resume();
        pipe();
        fixture.feed("k", "v", 5);
        fixture.producer.errorNext(new RecordTooLargeException("too large"));

        assertThat(fixture.commit()).isEqualTo(1);

        assertThat(fixture.built().meters().droppedRecords()).isEqualTo(1);
        assertThat(ResumingHandler.CALLS).containsExactly("sink in@0 raw=false out RecordTooLargeException");
    }

    @Test
    void handlerIsNotAskedAboutMissingRights() {
        resume();
        pipe();
        fixture.feed("k", "v", 5);
        fixture.producer.errorNext(new AuthorizationException("no"));

        assertThatThrownBy(fixture::commit).hasRootCauseInstanceOf(AuthorizationException.class);
        assertThat(ResumingHandler.CALLS).isEmpty();
    }

    @Test
    void fencedProducerMeansThatTheTaskMoved() {
        resume();
        pipe();
        fixture.feed("k", "v", 5);
        fixture.producer.errorNext(new OutOfOrderSequenceException("gap"));

        assertThatThrownBy(fixture::commit).isInstanceOf(TaskMigratedException.class);
    }

    @Test
    void errorThatMayPassAsksForTheTaskToBeRedone() {
        pipe();
        fixture.feed("k", "v", 5);
        fixture.producer.errorNext(new org.apache.kafka.common.errors.TimeoutException("slow"));

        assertThatThrownBy(fixture::commit).isInstanceOf(TaskCorruptedException.class);
    }

    @Test
    void recordThatCannotBeSerialisedFailsTheTask() {
        fixture.config.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, BrokenSerde.class);
        pipe();

        assertThatThrownBy(() -> fixture.feed("k", "v", 5))
                .isInstanceOf(StreamsException.class)
                .hasMessageContaining("processor=step")
                .cause()
                .hasMessageContaining("Unable to serialize record")
                .hasCauseInstanceOf(SerializationException.class);
    }

    @Test
    void handlerMayDropRecordThatCannotBeSerialised() {
        resume();
        fixture.config.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, BrokenSerde.class);
        pipe();

        fixture.feed("k", "v", 5);

        assertThat(fixture.sent()).isEmpty();
        assertThat(fixture.built().meters().droppedRecords()).isEqualTo(1);
        assertThat(ResumingHandler.CALLS).containsExactly("VALUE sink in@0 raw=true V");
    }

    private void pipe() {
        fixture.pipe(StreamTaskTest.UpperCase::new).started();
    }

    private void resume() {
        fixture.config.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, ResumingHandler.class);
    }

    private void partitioned(StreamPartitioner<String, String> partitioner) {
        fixture.source("source", IN).sink("sink", partitioner, OUT, "source").started();
    }

    private void outHasPartitions(int count) {
        fixture.partitions(OUT, count);
    }

    /** Puts the value on a header too. */
    public static final class MarkingSerde extends Serdes.WrapperSerde<String> {
        public MarkingSerde() {
            super(new Marking(), new StringDeserializer());
        }

        private static final class Marking implements Serializer<String> {
            @Override
            public byte[] serialize(String topic, String data) {
                throw new IllegalStateException("headers are to be given");
            }

            @Override
            public byte[] serialize(String topic, Headers headers, String data) {
                headers.add("type", bytes(data.toLowerCase(Locale.ROOT)));
                return bytes(data);
            }
        }
    }

    /** Reads but does not write. */
    public static final class BrokenSerde extends Serdes.WrapperSerde<String> {
        public BrokenSerde() {
            super(
                    (topic, data) -> {
                        throw new SerializationException("cannot write " + data);
                    },
                    new StringDeserializer());
        }
    }

    /** Resumes and keeps what it was told. */
    public static final class ResumingHandler implements ProductionExceptionHandler {
        static final List<String> CALLS = new ArrayList<>();

        @Override
        public Response handleError(
                ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
            CALLS.add(context.processorNodeId() + " " + context.topic() + "@" + context.offset() + " raw="
                    + (context.sourceRawKey() != null) + " " + record.topic() + " "
                    + exception.getClass().getSimpleName());
            return Response.resume();
        }

        @Override
        @SuppressWarnings("rawtypes")
        public Response handleSerializationError(
                ErrorHandlerContext context,
                ProducerRecord record,
                Exception exception,
                SerializationExceptionOrigin origin) {
            CALLS.add(origin + " " + context.processorNodeId() + " " + context.topic() + "@" + context.offset()
                    + " raw=" + (context.sourceRawKey() != null) + " " + record.value());
            return Response.resume();
        }

        @Override
        public void configure(Map<String, ?> configs) {}
    }
}
