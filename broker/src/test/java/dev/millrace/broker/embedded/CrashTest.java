package dev.millrace.broker.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The broker dies again and again under a mixed load, whose clients live on: an idempotent producer, a transactional
 * one, a consumer that commits, and writers to a compacted topic. What was acknowledged is there, once and in order.
 */
class CrashTest {
    private static final int CHECK_EVERY = 10;
    private static final long PATIENCE_SECONDS = 60;

    @TempDir
    Path directory;

    @Test
    @Timeout(300)
    void nothingAcknowledgedIsLostWhenTheProcessIsKilled() throws Exception {
        torture(new KilledBroker(directory), 10, 20260101L);
    }

    @Test
    @Tag("soak")
    @Timeout(7200)
    void nothingAcknowledgedIsLostInManyKills() throws Exception {
        torture(new KilledBroker(directory), 200, System.nanoTime());
    }

    @Test
    @Timeout(300)
    void nothingAcknowledgedIsLostWhenThePowerFails() throws Exception {
        torture(new PowerlessBroker(directory, new Random(20261127L)), 10, 20261127L);
    }

    @Test
    @Tag("soak")
    @Timeout(7200)
    void nothingAcknowledgedIsLostInManyLossesOfPower() throws Exception {
        long seed = System.nanoTime();
        torture(new PowerlessBroker(directory, new Random(seed)), 200, seed);
    }

    private static void torture(MortalBroker broker, int deaths, long seed) throws Exception {
        Random random = new Random(seed);
        Semaphore progress = new Semaphore(0);
        broker.start();
        List<CrashLoad> loads = new ArrayList<>();
        try {
            createTopics(broker.port());
            loads.add(new IdempotentLoad(broker.port(), progress));
            loads.add(new TransactionLoad(broker.port(), progress, random.nextLong()));
            loads.add(new OffsetLoad(broker.port(), progress));
            loads.add(new LatestLoad(broker.port(), progress, random.nextLong()));
            List<CompletableFuture<Void>> running =
                    loads.stream().map(CrashTest::started).toList();
            for (int death = 1; death <= deaths; death++) {
                await(progress, 20 + random.nextInt(200), running);
                broker.die();
                progress.drainPermits();
                broker.start();
                if (death % CHECK_EVERY == 0) {
                    loads.forEach(CrashLoad::checkNow);
                }
            }
            loads.forEach(CrashLoad::stop);
            for (CompletableFuture<Void> load : running) {
                load.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        } catch (AssertionError | Exception e) {
            throw new AssertionError("seed " + seed, e);
        } finally {
            loads.forEach(CrashLoad::stop);
            broker.close();
        }
    }

    private static CompletableFuture<Void> started(CrashLoad load) {
        return CompletableFuture.runAsync(
                load, task -> new Thread(task, load.getClass().getSimpleName()).start());
    }

    private static void await(Semaphore progress, int steps, List<CompletableFuture<Void>> running) throws Exception {
        for (int left = steps; left > 0; left--) {
            if (!progress.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("nothing is acknowledged any more");
            }
            for (CompletableFuture<Void> load : running) {
                if (load.isDone()) {
                    load.get();
                }
            }
        }
    }

    private static void createTopics(int port) throws Exception {
        Map<String, String> compacted = Map.of(
                "cleanup.policy", "compact",
                "segment.ms", "100",
                "min.cleanable.dirty.ratio", "0.01",
                "delete.retention.ms", "1000");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + port))) {
            admin.createTopics(List.of(
                            new NewTopic(IdempotentLoad.TOPIC, IdempotentLoad.PARTITIONS, (short) 1),
                            new NewTopic(TransactionLoad.TOPIC, TransactionLoad.PARTITIONS, (short) 1),
                            new NewTopic(LatestLoad.TOPIC, 1, (short) 1).configs(compacted)))
                    .all()
                    .get();
        }
    }
}
