package dev.millrace.broker.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.kafka.common.record.internal.RecordBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** One thread appends, one reads, one syncs, one does the upkeep, as in a broker with several loops. */
class LogConcurrencyTest {

    private static final int RECORDS = 3000;

    @TempDir
    Path directory;

    @Test
    void readersSeeEveryRecordOnceWhileSegmentsAreSealed() throws Exception {
        LogFixture fixture = new LogFixture(directory);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        AtomicBoolean done = new AtomicBoolean();
        try (PartitionLog log = fixture.open()) {
            Future<List<Long>> read = threads.submit(() -> readAll(log));
            Future<?> synced = threads.submit(until(done, fixture.groupCommit::runOnce));
            Future<?> kept = threads.submit(until(done, () -> log.upkeep().run(fixture.time.milliseconds())));

            for (int i = 0; i < RECORDS; i++) {
                log.append(Batches.values("value " + i), AppendOrigin.CLIENT);
                fixture.groupCommit.requestFlush(log, log.endOffset(), FlushListener.NOBODY);
            }

            assertThat(read.get(60, TimeUnit.SECONDS))
                    .hasSize(RECORDS)
                    .isSorted()
                    .doesNotHaveDuplicates();
            done.set(true);
            await(synced, kept);
        } finally {
            done.set(true);
            threads.shutdownNow();
        }
        try (PartitionLog log = fixture.open()) {
            assertThat(log.endOffset()).isEqualTo(RECORDS);
        }
    }

    private static List<Long> readAll(PartitionLog log) throws IOException {
        List<Long> offsets = new ArrayList<>();
        long next = 0;
        while (next < RECORDS && !Thread.currentThread().isInterrupted()) {
            for (RecordBatch batch : log.read(next, 5000).load().batches()) {
                batch.ensureValid();
                batch.forEach(record -> offsets.add(record.offset()));
                next = batch.nextOffset();
            }
        }
        return offsets;
    }

    private static Runnable until(AtomicBoolean done, Callable<?> work) {
        return () -> {
            try {
                while (!done.get()) {
                    work.call();
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        };
    }

    private static void await(Future<?>... futures) throws InterruptedException, ExecutionException, TimeoutException {
        for (Future<?> future : futures) {
            future.get(60, TimeUnit.SECONDS);
        }
    }
}
