package dev.millrace.streams.internal.runtime.task;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Which record of two partitions comes next. */
class RecordOrderTest {
    private static final TopicPartition LEFT = new TopicPartition("left", 0);
    private static final TopicPartition RIGHT = new TopicPartition("right", 0);

    private final TaskFixture fixture;

    RecordOrderTest(@TempDir Path stateDir) {
        fixture = new TaskFixture(stateDir)
                .source("source", "left", "right")
                .processor("step", StreamTaskTest.UpperCase::new, "source")
                .sink("sink", "out", "step");
    }

    @Test
    void takesLowestTimeFirst() {
        fixture.started();
        fixture.add("left", fixture.raw("left", "a", "l", 10), fixture.raw("left", "b", "l", 30));
        fixture.add("right", fixture.raw("right", "c", "r", 20), fixture.raw("right", "d", "r", 5));
        caughtUp(LEFT, RIGHT);

        fixture.processAll();

        assertThat(fixture.sent()).containsExactly("out:a=L@10", "out:c=R@20", "out:d=R@5", "out:b=L@30");
    }

    @Test
    void waitsUntilLagOfEmptyPartitionIsKnown() {
        fixture.started();
        fixture.add("left", fixture.raw("left", "a", "l", 10));

        assertThat(fixture.processAll()).isZero();
        caughtUp(RIGHT);
        assertThat(fixture.processAll()).isEqualTo(1);
    }

    @Test
    void waitsForRecordsTheBrokerIsKnownToHave() {
        fixture.started();
        fixture.add("left", fixture.raw("left", "a", "l", 10));
        fixture.lags.put(RIGHT, 1L);
        fixture.built().polled();

        assertThat(fixture.processAll()).isZero();
        fixture.add("right", fixture.raw("right", "b", "r", 5));
        caughtUp(LEFT, RIGHT);
        fixture.processAll();

        assertThat(fixture.sent()).containsExactly("out:b=R@5", "out:a=L@10");
    }

    @Test
    void waitsForTheIdleTimeOnceCaughtUp() {
        fixture.config.put("max.task.idle.ms", 100);
        fixture.started();
        fixture.add("left", fixture.raw("left", "a", "l", 10));
        caughtUp(LEFT, RIGHT);

        assertThat(fixture.processAll()).isZero();
        fixture.time.sleep(99);
        assertThat(fixture.processAll()).isZero();
        fixture.time.sleep(1);
        assertThat(fixture.processAll()).isEqualTo(1);
    }

    @Test
    void neverWaitsIfToldSo() {
        fixture.config.put("max.task.idle.ms", -1);
        fixture.started();
        fixture.add("left", fixture.raw("left", "a", "l", 10));

        assertThat(fixture.processAll()).isEqualTo(1);
    }

    @Test
    void goesOnWithOneWhileTheOtherIsCaughtUp() {
        fixture.started();
        caughtUp(LEFT, RIGHT);
        fixture.add("left", fixture.raw("left", "a", "l", 10), fixture.raw("left", "b", "l", 11));

        assertThat(fixture.processAll()).isEqualTo(2);
    }

    @Test
    void processesAllOfBothInAnyInterleaving() {
        long seed = 20261121;
        Random random = new Random(seed);
        fixture.started();
        int added = 0;
        int processed = 0;
        for (int round = 0; round < 200; round++) {
            String topic = random.nextBoolean() ? "left" : "right";
            for (int n = random.nextInt(4); n > 0; n--) {
                fixture.add(topic, fixture.raw(topic, "k", "v", random.nextInt(1_000)));
                added++;
            }
            caughtUp(LEFT, RIGHT);
            for (int n = random.nextInt(4); n > 0 && fixture.built().processNext(0); n--) {
                processed++;
            }
        }
        processed += fixture.processAll();

        assertThat(processed).as("seed %s", seed).isEqualTo(added);
        fixture.commit();
        assertThat(List.of(fixture.committed.get(LEFT).offset()
                        + fixture.committed.get(RIGHT).offset()))
                .as("seed %s", seed)
                .containsExactly((long) added);
    }

    private void caughtUp(TopicPartition... partitions) {
        for (TopicPartition partition : partitions) {
            fixture.lags.put(partition, 0L);
        }
        fixture.built().polled();
    }
}
