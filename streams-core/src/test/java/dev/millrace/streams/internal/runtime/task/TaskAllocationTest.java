package dev.millrace.streams.internal.runtime.task;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Future;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.sun.management.ThreadMXBean;

import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.internal.SteppedTime;
import dev.millrace.streams.internal.changelog.StateDirectory;
import dev.millrace.streams.internal.metrics.Sensors;
import dev.millrace.streams.internal.output.ProducerOutput;
import dev.millrace.streams.internal.settings.RuntimeSettings;
import dev.millrace.streams.processor.TaskId;
import dev.millrace.streams.processor.api.ContextualProcessor;
import dev.millrace.streams.processor.api.Record;

import static dev.millrace.streams.internal.runtime.task.TaskFixture.IN;
import static dev.millrace.streams.internal.runtime.task.TaskFixture.bytes;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * How many bytes a record costs on its way through a task (source, filter, new value, sink) with a producer that throws
 * everything away. Counted by hand: strings read 96, two records 80, strings written 48, the producer's record with its
 * time and headers 104. Nothing else is to be made. Run as a program, with a state directory, it also tells the time.
 */
class TaskAllocationTest {
    private static final TopicPartition IN_0 = new TopicPartition(IN, 0);
    private static final int BATCH = 1_000;

    @Test
    void recordWithoutHeadersCostsLittleMoreThanItsOwnObjects(@TempDir Path stateDir) {
        StreamTask task = pipe(stateDir);
        run(task, batches(100));
        List<List<ConsumerRecord<byte[], byte[]>>> input = batches(50);

        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        run(task, input);
        long bytesPerRecord = (threads.getCurrentThreadAllocatedBytes() - before) / (50 * BATCH);

        assertThat(bytesPerRecord).isLessThan(352);
    }

    private static StreamTask pipe(Path stateDir) {
        TaskFixture fixture = new TaskFixture(stateDir)
                .source("source", IN)
                .processor("filter", Filter::new, "source")
                .processor("map", NewValue::new, "filter")
                .sink("sink", "out", "map");
        StreamsConfig config = new StreamsConfig(fixture.config);
        RuntimeSettings settings = RuntimeSettings.from(config);
        SteppedTime time = new SteppedTime();
        TaskResources resources = new TaskResources(
                new ProducerOutput(new Discarding()),
                TaskFixture.budget(0),
                partition -> OptionalLong.of(0),
                new StateDirectory(stateDir, "app", false, time),
                Map.of(),
                time,
                Sensors.unreported(config, time));
        StreamTask task = new TaskFactory(fixture.topology.plan(settings), config, settings, resources)
                .create(new TaskId(0, 0), Set.of(IN_0));
        task.openStores();
        task.start(Map.of());
        return task;
    }

    private static void run(StreamTask task, List<List<ConsumerRecord<byte[], byte[]>>> batches) {
        for (List<ConsumerRecord<byte[], byte[]>> batch : batches) {
            task.add(IN_0, batch);
            boolean more = true;
            while (more) {
                more = task.processNext(0);
            }
        }
    }

    private static List<List<ConsumerRecord<byte[], byte[]>>> batches(int count) {
        List<List<ConsumerRecord<byte[], byte[]>>> batches = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
            for (int i = 0; i < BATCH; i++) {
                batch.add(new ConsumerRecord<>(
                        IN,
                        0,
                        (long) number * BATCH + i,
                        i,
                        TimestampType.CREATE_TIME,
                        4,
                        8,
                        bytes("key" + i % 10),
                        bytes("value " + i % 100),
                        new RecordHeaders(),
                        Optional.empty()));
            }
            batches.add(batch);
        }
        return batches;
    }

    /** Prints nanoseconds and bytes per record. */
    public static void main(String[] args) {
        StreamTask task = pipe(Path.of(args[0]));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int round = 0; round < 8; round++) {
            List<List<ConsumerRecord<byte[], byte[]>>> input = batches(1_000);
            long bytes = threads.getCurrentThreadAllocatedBytes();
            long cpu = threads.getCurrentThreadCpuTime();
            run(task, input);
            System.out.println((threads.getCurrentThreadCpuTime() - cpu) / (1_000 * BATCH) + " ns CPU, "
                    + (threads.getCurrentThreadAllocatedBytes() - bytes) / (1_000 * BATCH) + " bytes per record");
        }
    }

    private static final class Filter extends ContextualProcessor<String, String, String, String> {
        @Override
        public void process(Record<String, String> record) {
            if (!record.value().isEmpty()) {
                context().forward(record);
            }
        }
    }

    private static final class NewValue extends ContextualProcessor<String, String, String, String> {
        @Override
        public void process(Record<String, String> record) {
            context().forward(record.withValue(record.key()));
        }
    }

    private static final class Discarding extends MockProducer<byte[], byte[]> {
        Discarding() {
            super(false, null, new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
            return null;
        }
    }
}
