package dev.millrace.streams.internal.output;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.millrace.streams.errors.StreamsException;
import dev.millrace.streams.errors.TaskMigratedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TransactionalOutputTest {
    @SuppressWarnings({"deprecation", "removal"})
    private static final ConsumerGroupMetadata GROUP = new ConsumerGroupMetadata("app", 3, "member", Optional.empty());

    private static final Map<TopicPartition, OffsetAndMetadata> OFFSETS =
            Map.of(new TopicPartition("in", 0), new OffsetAndMetadata(7));

    private final List<MockProducer<byte[], byte[]>> made = new ArrayList<>();
    private final TransactionalOutput output = new TransactionalOutput(this::make);

    @Test
    void transactionBeginsWithTheFirstRecordAfterACommit() {
        output.begin();
        assertThat(producer().transactionInFlight()).isFalse();

        append("a");
        assertThat(producer().transactionInFlight()).isTrue();
        output.commit(OFFSETS, GROUP);

        assertThat(producer().transactionInFlight()).isFalse();
        assertThat(producer().history()).hasSize(1);
        assertThat(producer().consumerGroupOffsetsHistory()).containsExactly(Map.of("app", OFFSETS));
        append("b");
        output.commit(OFFSETS, GROUP);
        assertThat(producer().commitCount()).isEqualTo(2);
    }

    @Test
    void positionsAreCommittedWithoutRecordsToo() {
        output.commit(OFFSETS, GROUP);

        assertThat(producer().consumerGroupOffsetsHistory()).hasSize(1);
    }

    @Test
    void recordsAreCommittedWithoutPositionsToo() {
        append("a");
        output.commit(Map.of(), GROUP);

        assertThat(producer().history()).hasSize(1);
        assertThat(producer().consumerGroupOffsetsHistory()).isEmpty();
    }

    @Test
    void whatIsAbandonedIsNeverSeen() {
        append("a");

        output.abandon();

        append("b");
        output.commit(OFFSETS, GROUP);
        assertThat(made).hasSize(1);
        assertThat(producer().history())
                .extracting(record -> new String(record.value(), StandardCharsets.UTF_8))
                .containsExactly("b");
    }

    @Test
    void nothingIsAbandonedIfNothingIsOpen() {
        output.begin();
        output.abandon();

        assertThat(producer().transactionAborted()).isFalse();
        assertThat(made).hasSize(1);
    }

    @Test
    void beginIsTriedAgainWithTheSameProducer() {
        producer().initTransactionException = new TimeoutException("nobody there");
        assertThatThrownBy(output::begin).isInstanceOf(TimeoutException.class);

        producer().initTransactionException = null;
        output.begin();

        assertThat(made).hasSize(1);
        assertThat(producer().transactionInitialized()).isTrue();
    }

    @Test
    void transactionsThatCannotBeHadAreAnError() {
        producer().initTransactionException = new AuthorizationException("no");

        assertThatThrownBy(output::begin)
                .isInstanceOf(StreamsException.class)
                .hasCauseInstanceOf(AuthorizationException.class);
        assertThat(made.get(0).closed()).isTrue();
    }

    static List<KafkaException> takenOver() {
        return List.of(
                new CommitFailedException("old generation"),
                new ProducerFencedException("another"),
                new InvalidProducerEpochException("timed out"));
    }

    @ParameterizedTest
    @MethodSource("takenOver")
    void whoIsFencedHasLostItsTasks(KafkaException fenced) {
        append("a");
        producer().sendOffsetsToTransactionException = fenced;

        assertThatThrownBy(() -> output.commit(OFFSETS, GROUP))
                .isInstanceOf(TaskMigratedException.class)
                .hasCause(fenced);
    }

    @Test
    void uncertainCommitIsSettledByAnotherProducerOfTheSameId() {
        append("a");
        producer().commitTransactionException = new TimeoutException("no answer");
        assertThatThrownBy(() -> output.commit(OFFSETS, GROUP)).isInstanceOf(TimeoutException.class);

        output.abandon();

        assertThat(made).hasSize(2);
        assertThat(made.get(0).closed()).isTrue();
        assertThat(producer().transactionInitialized()).isFalse();
        append("b");
        output.commit(OFFSETS, GROUP);
        assertThat(producer().commitCount()).isEqualTo(1);
    }

    @Test
    void producerThatCannotAbortIsReplaced() {
        append("a");
        producer().abortTransactionException = new ProducerFencedException("another");

        output.abandon();

        assertThat(made).hasSize(2);
        assertThat(made.get(0).closed()).isTrue();
    }

    @Test
    void commitThatWillNeverWorkSaysSo() {
        append("a");
        producer().commitTransactionException = new AuthorizationException("no");

        assertThatThrownBy(() -> output.commit(OFFSETS, GROUP))
                .isInstanceOf(StreamsException.class)
                .hasCauseInstanceOf(AuthorizationException.class);
    }

    private MockProducer<byte[], byte[]> make() {
        MockProducer<byte[], byte[]> producer =
                new MockProducer<>(Cluster.empty(), true, null, new ByteArraySerializer(), new ByteArraySerializer());
        made.add(producer);
        return producer;
    }

    private MockProducer<byte[], byte[]> producer() {
        return made.get(made.size() - 1);
    }

    private void append(String value) {
        output.append(
                "out",
                0,
                new SerializedRecord().set(null, value.getBytes(StandardCharsets.UTF_8), 1, null),
                new SendListener() {
                    @Override
                    public void acknowledged(long nextOffset) {}

                    @Override
                    public void failed(String topic, Exception error) {
                        throw new AssertionError(error);
                    }
                });
    }
}
