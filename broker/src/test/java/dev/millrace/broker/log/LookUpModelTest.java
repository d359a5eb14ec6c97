package dev.millrace.broker.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.millrace.broker.settings.AppendSettings;

import static org.assertj.core.api.Assertions.assertThat;

/** Random batches with times out of order; every look-up must agree with a list that is searched from its start. */
class LookUpModelTest {

    @TempDir
    Path directory;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void agreesWithANaiveModel(long seed) throws IOException {
        Random random = new Random(seed);
        LogFixture fixture = new LogFixture(directory);
        fixture.append(new AppendSettings(1000, false, Long.MAX_VALUE, Long.MAX_VALUE));
        List<TimestampOffset> model = new ArrayList<>();
        try (PartitionLog log = fixture.open()) {
            fill(log, model, random, 150);
            assertAgrees(log, model, random);
        }
        try (PartitionLog log = fixture.open()) {
            assertAgrees(log, model, random);
            fill(log, model, random, 50);
            assertAgrees(log, model, random);
        }
    }

    private static void fill(PartitionLog log, List<TimestampOffset> model, Random random, int batches) {
        for (int i = 0; i < batches; i++) {
            SimpleRecord[] records = IntStream.rangeClosed(0, random.nextInt(4))
                    .mapToObj(n -> new SimpleRecord(1000 + random.nextInt(5000), new byte[random.nextInt(60)]))
                    .toArray(SimpleRecord[]::new);
            Compression compression =
                    random.nextBoolean() ? Compression.NONE : Compression.gzip().build();
            log.append(MemoryRecords.withRecords(compression, records), AppendOrigin.CLIENT);
            for (SimpleRecord record : records) {
                model.add(new TimestampOffset(record.timestamp(), model.size()));
            }
        }
    }

    private static void assertAgrees(PartitionLog log, List<TimestampOffset> model, Random random) {
        assertThat(log.endOffset()).isEqualTo(model.size());
        for (int i = 0; i < 200; i++) {
            long time = 900 + random.nextInt(5200);
            assertThat(log.offsetForTime(time)).as("time " + time).isEqualTo(firstAtOrAfter(model, time));
        }
        assertThat(log.maxTimestamp()).isEqualTo(newest(model));
        for (int i = 0; i < 100; i++) {
            long offset = random.nextInt(model.size());
            var first = log.read(offset, 1 + random.nextInt(500)).load().firstBatch();
            assertThat(offset).isBetween(first.baseOffset(), first.lastOffset());
        }
    }

    private static Optional<TimestampOffset> firstAtOrAfter(List<TimestampOffset> model, long time) {
        return model.stream().filter(record -> record.timestampMs() >= time).findFirst();
    }

    private static Optional<TimestampOffset> newest(List<TimestampOffset> model) {
        return model.stream()
                .max(Comparator.comparingLong(TimestampOffset::timestampMs)
                        .thenComparing(TimestampOffset::offset, Comparator.reverseOrder()));
    }
}
