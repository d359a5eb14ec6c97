package dev.millrace.streams.internal.runtime.thread;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.millrace.streams.AutoOffsetReset;
import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.errors.StreamsException;
import dev.millrace.streams.internal.SteppedTime;
import dev.millrace.streams.internal.changelog.StateDirectory;
import dev.millrace.streams.internal.metrics.Sensors;
import dev.millrace.streams.internal.runtime.stores.RecordingStore;
import dev.millrace.streams.internal.runtime.stores.StoreOf;
import dev.millrace.streams.internal.runtime.task.GlobalTaskFactory;
import dev.millrace.streams.internal.runtime.task.TaskFixture;
import dev.millrace.streams.internal.settings.RuntimeSettings;
import dev.millrace.streams.internal.topology.GlobalStoreSpec;
import dev.millrace.streams.internal.topology.ProcessorSpec;
import dev.millrace.streams.internal.topology.SourceSpec;
import dev.millrace.streams.processor.StateRestoreListener;
import dev.millrace.streams.processor.api.Processor;
import dev.millrace.streams.processor.api.ProcessorContext;
import dev.millrace.streams.processor.api.ProcessorSupplier;
import dev.millrace.streams.processor.api.Record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The global thread stepped by the test, with a consumer that is not connected. */
class GlobalThreadTest {
    private static final String TOPIC = "rates";
    private static final TopicPartition FIRST = new TopicPartition(TOPIC, 0);
    private static final TopicPartition SECOND = new TopicPartition(TOPIC, 1);
    private static final long COMMIT_INTERVAL_MS = 1_000;

    @TempDir
    private Path root;

    private final List<String> storeCalls = new ArrayList<>();
    private final List<String> updates = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
    private final SteppedTime time = new SteppedTime();
    private long firstStandsAt = -1;
    private GlobalThread thread;

    @BeforeEach
    void build() {
        StateDirectory directory = new StateDirectory(root, "app", true, time);
        directory.open();
        StreamsConfig config = new StreamsConfig(Map.of(
                StreamsConfig.APPLICATION_ID_CONFIG,
                "app",
                StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
                "localhost:1",
                StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG,
                Serdes.StringSerde.class,
                StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG,
                Serdes.StringSerde.class));
        GlobalTaskFactory factory = new GlobalTaskFactory(
                List.of(rates()),
                config,
                RuntimeSettings.from(config),
                TaskFixture.budget(0),
                directory,
                time,
                Sensors.unreported(config, time));
        thread = new GlobalThread(
                consumer,
                factory,
                directory,
                new FillProgress(new Heard()),
                new LoopSettings(0, COMMIT_INTERVAL_MS, 0, 0),
                time);
        thread.onFailure(failures::add);
    }

    @Test
    void fillsTheStoreFromAllPartitions() {
        topic(0, 2, 1);

        steps(3);
        thread.awaitFilled();

        assertThat(updates).containsExactlyInAnyOrder("0:0", "0:1", "1:0");
        assertThat(heard).contains("start 0..2", "start 0..1", "batch x2", "batch x1", "end 2", "end 1");
        assertThat(thread.readableStores()).containsOnlyKeys("rates-store");
    }

    @Test
    void makesWhatWasFilledDurableAtOnce() {
        topic(0, 2, 1);

        steps(3);

        assertThat(storeCalls)
                .filteredOn(call -> call.startsWith("commit "))
                .singleElement()
                .satisfies(commit -> assertThat(commit).contains("2", "1"));
    }

    @Test
    void goesOnFromWhereTheStoreStands() {
        firstStandsAt = 1;
        topic(0, 2, 0);

        steps(3);
        thread.awaitFilled();

        assertThat(updates).containsExactly("0:1");
    }

    @Test
    void takesWhatComesLaterAndCommitsInTime() {
        topic(0, 0, 0);
        steps(2);
        storeCalls.clear();
        consumer.addRecord(record(FIRST, 0));

        steps(1);
        assertThat(updates).containsExactly("0:0");
        assertThat(storeCalls).isEmpty();
        time.sleep(COMMIT_INTERVAL_MS);
        steps(1);

        assertThat(storeCalls).contains("committing rates-store");
    }

    @Test
    void storeBeyondTheEndOfItsTopicIsFilledAnew() throws Exception {
        firstStandsAt = 9;
        topic(0, 2, 0);
        Path left = Files.createDirectories(root.resolve("app/global")).resolve("left");
        Files.createFile(left);

        steps(1);
        firstStandsAt = -1;
        steps(3);
        thread.awaitFilled();

        assertThat(left).doesNotExist();
        assertThat(updates).containsExactly("0:0", "0:1");
    }

    @Test
    void lostPlaceIsFatalOnceTasksReadTheStore() {
        topic(0, 0, 0);
        steps(2);
        consumer.setPollException(new OffsetOutOfRangeException(Map.of(FIRST, 0L)));

        assertThat(thread.step()).isFalse();

        assertThat(failures).singleElement().satisfies(failure -> assertThat(failure)
                .hasMessageContaining("restart"));
        assertThat(storeCalls).contains("close rates-store");
        assertThat(consumer.closed()).isTrue();
    }

    @Test
    void topicThatDoesNotExistIsNamed() {
        thread.step();

        assertThatThrownBy(thread::awaitFilled)
                .isInstanceOf(StreamsException.class)
                .hasMessageContaining(TOPIC);
        assertThat(failures).isEmpty();
    }

    @Test
    void errorWhileFillingReachesWhoWaits() {
        topic(0, 2, 0);
        steps(1);
        consumer.setPollException(new KafkaException("not authorised"));

        assertThat(thread.step()).isFalse();

        assertThatThrownBy(thread::awaitFilled).hasMessageContaining("not authorised");
    }

    @Test
    void stoppingEndsTheWaitAndClosesEverything() {
        topic(0, 2, 0);
        steps(1);

        thread.stop();
        boolean more = thread.step();

        assertThat(more).isFalse();
        assertThatCode(thread::awaitFilled).doesNotThrowAnyException();
        assertThat(storeCalls).endsWith("close rates-store");
        assertThat(consumer.closed()).isTrue();
    }

    private void steps(int count) {
        for (int i = 0; i < count; i++) {
            assertThat(thread.step()).isTrue();
        }
    }

    /** Two partitions that hold offsets from {@code begin} up to these ends. */
    private void topic(long begin, long firstEnd, long secondEnd) {
        consumer.updatePartitions(TOPIC, List.of(info(FIRST), info(SECOND)));
        consumer.updateBeginningOffsets(Map.of(FIRST, begin, SECOND, begin));
        consumer.updateEndOffsets(Map.of(FIRST, firstEnd, SECOND, secondEnd));
        consumer.schedulePollTask(() -> {
            for (long offset = begin; offset < firstEnd; offset++) {
                consumer.addRecord(record(FIRST, offset));
            }
            for (long offset = begin; offset < secondEnd; offset++) {
                consumer.addRecord(record(SECOND, offset));
            }
        });
    }

    private static PartitionInfo info(TopicPartition partition) {
        return new PartitionInfo(partition.topic(), partition.partition(), null, null, null);
    }

    private static ConsumerRecord<byte[], byte[]> record(TopicPartition partition, long offset) {
        return new ConsumerRecord<>(
                partition.topic(), partition.partition(), offset, new byte[] {'k'}, new byte[] {'v'});
    }

    private GlobalStoreSpec rates() {
        StringDeserializer text = new StringDeserializer();
        ProcessorSupplier<String, String, Void, Void> keep = Keep::new;
        return new GlobalStoreSpec(
                new SourceSpec(
                        "rates-in",
                        List.of(TOPIC),
                        null,
                        text,
                        text,
                        (raw, partitionTime) -> raw.offset(),
                        AutoOffsetReset.earliest()),
                new ProcessorSpec("rates-keep", keep, List.of("rates-in")),
                new StoreOf("rates-store", this::store).withLoggingDisabled());
    }

    private RecordingStore store() {
        RecordingStore store = new RecordingStore("rates-store", storeCalls, true, true);
        if (firstStandsAt >= 0) {
            store.standsAt(FIRST, firstStandsAt);
        }
        return store;
    }

    /** Notes what it is given. */
    private final class Keep implements Processor<String, String, Void, Void> {
        private ProcessorContext<Void, Void> context;

        @Override
        public void init(ProcessorContext<Void, Void> given) {
            context = given;
        }

        @Override
        public void process(Record<String, String> record) {
            updates.add(context.recordMetadata().orElseThrow().partition() + ":" + record.timestamp());
        }
    }

    /** Notes what the user's listener would hear. */
    private final class Heard implements StateRestoreListener {
        @Override
        public void onRestoreStart(TopicPartition partition, String storeName, long start, long end) {
            heard.add("start " + start + ".." + end);
        }

        @Override
        public void onBatchRestored(TopicPartition partition, String storeName, long endOffset, long count) {
            heard.add("batch x" + count);
        }

        @Override
        public void onRestoreEnd(TopicPartition partition, String storeName, long total) {
            heard.add("end " + total);
        }
    }
}
