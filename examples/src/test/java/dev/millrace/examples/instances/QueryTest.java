package dev.millrace.examples.instances;

import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.millrace.streams.KafkaStreams;
import dev.millrace.streams.errors.StreamsNotStartedException;
import dev.millrace.streams.errors.StreamsStoppedException;
import dev.millrace.streams.errors.UnknownStateStoreException;
import dev.millrace.streams.query.FailureReason;
import dev.millrace.streams.query.KeyQuery;
import dev.millrace.streams.query.Position;
import dev.millrace.streams.query.PositionBound;
import dev.millrace.streams.query.QueryResult;
import dev.millrace.streams.query.RangeQuery;
import dev.millrace.streams.query.StateQueryRequest;
import dev.millrace.streams.query.StateQueryResult;
import dev.millrace.streams.query.TimestampedKeyQuery;
import dev.millrace.streams.state.KeyValueIterator;

import static dev.millrace.examples.instances.Cluster.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Interactive queries to an instance on a real broker, while it lives and at both ends of its life. */
class QueryTest {
    private static final int PARTITIONS = 3;
    private static final StateQueryRequest<Long> WORD =
            StateQueryRequest.inStore(Counting.STORE).withQuery(KeyQuery.<String, Long>withKey("word"));

    @TempDir
    private Path directory;

    private Cluster cluster;
    private KafkaStreams instance;

    @BeforeEach
    void start() throws Exception {
        cluster = new Cluster(directory.resolve("broker"));
        cluster.create(Counting.INPUT, PARTITIONS);
        cluster.create(Counting.OUTPUT, PARTITIONS);
        instance = Counting.instance(cluster, directory.resolve("a"), Map.of());
    }

    @AfterEach
    void close() {
        instance.close();
        cluster.close();
    }

    private void run(int count) {
        cluster.write(Counting.INPUT, Collections.nCopies(count, "word"));
        instance.start();
        await("counted", () -> counted() == count);
    }

    private long counted() {
        if (instance.state() != KafkaStreams.State.RUNNING) {
            return -1;
        }
        QueryResult<Long> answer = instance.query(WORD).getOnlyPartitionResult();
        return answer == null ? 0 : answer.getResult();
    }

    @Test
    void everyPartitionHereHasAResultAndOneHasTheAnswer() {
        run(5);

        StateQueryResult<Long> result = instance.query(WORD);

        assertThat(result.getPartitionResults()).containsOnlyKeys(0, 1, 2);
        assertThat(result.getPartitionResults().values()).allMatch(QueryResult::isSuccess);
        assertThat(result.getPosition().getPartitionPositions(Counting.INPUT)).containsValue(4L);
    }

    @Test
    void partitionsThatAreNotHereSaySo() {
        run(1);

        StateQueryResult<Long> result = instance.query(
                WORD.withPartitions(Set.of(0, 77)).requireActive().enableExecutionInfo());

        assertThat(result.getPartitionResults()).containsOnlyKeys(0, 77);
        assertThat(result.getPartitionResults().get(77).getFailureReason()).isEqualTo(FailureReason.NOT_PRESENT);
        assertThat(result.getPartitionResults().get(0).getExecutionInfo())
                .hasSize(2)
                .anyMatch(info -> info.contains("task 0_0"));
    }

    @Test
    void answersReflectTheInputUpToTheBoundOrThereIsNone() {
        run(3);
        Position seen = instance.query(WORD).getPosition();
        int partition =
                seen.getPartitionPositions(Counting.INPUT).keySet().iterator().next();

        StateQueryRequest<Long> one = WORD.withPartitions(Set.of(partition));
        PositionBound next = PositionBound.at(seen.copy().withComponent(Counting.INPUT, partition, 3));
        assertThat(instance.query(one.withPositionBound(next))
                        .getPartitionResults()
                        .get(partition)
                        .getFailureReason())
                .isEqualTo(FailureReason.NOT_UP_TO_BOUND);
        assertThat(instance.query(one.withPositionBound(PositionBound.at(seen)))
                        .getOnlyPartitionResult()
                        .getResult())
                .isEqualTo(3);

        cluster.write(Counting.INPUT, Collections.nCopies(1, "word"));
        await("up to the bound", () -> instance.query(one.withPositionBound(next))
                .getPartitionResults()
                .get(partition)
                .isSuccess());
        assertThat(counted()).isEqualTo(4);
    }

    @Test
    void positionAndEntriesOutliveTheInstance() {
        run(3);
        Position seen = instance.query(WORD).getPosition();
        instance.close();

        instance = Counting.instance(cluster, directory.resolve("a"), Map.of());
        instance.start();
        await("running again", () -> counted() == 3);

        assertThat(instance.query(WORD).getPosition()).isEqualTo(seen);
    }

    @Test
    void rangesAreReadPartitionByPartition() {
        run(2);
        Map<String, Long> all = new HashMap<>();
        instance.query(StateQueryRequest.inStore(Counting.STORE).withQuery(RangeQuery.<String, Long>withNoBounds()))
                .getPartitionResults()
                .values()
                .forEach(result -> {
                    try (KeyValueIterator<String, Long> rows = result.getResult()) {
                        rows.forEachRemaining(row -> all.put(row.key, row.value));
                    }
                });
        assertThat(all).isEqualTo(Map.of("word", 2L));
    }

    @Test
    void storeSaysWhatItCannotAnswer() {
        run(1);
        StateQueryResult<?> result = instance.query(
                StateQueryRequest.inStore(Counting.STORE).withQuery(TimestampedKeyQuery.<String, Long>withKey("word")));
        assertThat(result.getPartitionResults().values())
                .allMatch(one -> one.getFailureReason() == FailureReason.UNKNOWN_QUERY_TYPE);
    }

    @Test
    void queriesAreRefusedBeforeAndAfterItsLife() {
        assertThatThrownBy(() -> instance.query(WORD)).isInstanceOf(StreamsNotStartedException.class);
        assertThatThrownBy(() -> instance.query(
                        StateQueryRequest.inStore("none").withQuery(KeyQuery.<String, Long>withKey("word"))))
                .isInstanceOf(UnknownStateStoreException.class)
                .hasMessageContaining("none");
        instance.close();
        assertThatThrownBy(() -> instance.query(WORD)).isInstanceOf(StreamsStoppedException.class);
    }
}
