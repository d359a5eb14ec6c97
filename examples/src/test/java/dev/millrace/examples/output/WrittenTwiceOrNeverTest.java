package dev.millrace.examples.output;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Time;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.millrace.streams.internal.output.RecordOutput;
import dev.millrace.streams.internal.output.SendListener;
import dev.millrace.streams.internal.output.SerializedRecord;
import dev.millrace.streams.internal.output.wire.WireOpener;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** What an output writes to a real broker is there once and in order, also if the broker crashes or hangs. */
class WrittenTwiceOrNeverTest {
    private static final String TOPIC = "written";
    private static final int PARTITIONS = 3;

    /** Retention takes old records away. */
    private static final long NOW = Time.SYSTEM.milliseconds();

    @TempDir
    private Path directory;

    private final SerializedRecord record = new SerializedRecord();
    private final Told told = new Told();
    private ChildBroker broker;
    private RecordOutput output;

    @BeforeEach
    void start() throws Exception {
        broker = new ChildBroker(directory);
        create(new NewTopic(TOPIC, PARTITIONS, (short) 1));
    }

    @AfterEach
    void close() {
        output.close(Duration.ofSeconds(10));
        broker.close();
    }

    @Test
    @Timeout(240)
    void crashOfTheBrokerLosesAndDoublesNothing() throws Exception {
        long seed = 20260102;
        Random random = new Random(seed);
        open(Map.of("batch.size", "400", "linger.ms", "1"));
        int sent = 0;
        for (int crash = 0; crash < 6; crash++) {
            int untilCrash = sent + 1 + random.nextInt(600);
            for (; sent < untilCrash; sent++) {
                append(sent);
            }
            broker.crash();
        }
        output.flush();

        assertThat(told.errors).as("seed %d", seed).isEmpty();
        assertThat(read()).as("seed %d", seed).isEqualTo(expected(sent));
    }

    @Test
    @Timeout(240)
    void requestsThatTimedOutAndArriveLaterDoubleNothing() throws Exception {
        open(Map.of("batch.size", "400", "linger.ms", "1", "request.timeout.ms", "150"));
        int sent = 0;
        for (int halt = 0; halt < 4; halt++) {
            for (int i = 0; i < 100; i++, sent++) {
                append(sent);
            }
            broker.halt();
            for (int i = 0; i < 100; i++, sent++) {
                append(sent);
            }
            long until = System.nanoTime() + Duration.ofMillis(700).toNanos();
            while (System.nanoTime() < until) {
                output.drive();
                LockSupport.parkNanos(2_000_000);
            }
            broker.resume();
        }
        output.flush();

        assertThat(told.errors).isEmpty();
        assertThat(read()).isEqualTo(expected(sent));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip", "snappy", "lz4", "zstd"})
    void recordsComeBackAsTheyWereWritten(String compression) {
        open(Map.of("compression.type", compression));
        RecordHeaders headers = new RecordHeaders();
        headers.add("who", "mé".getBytes(UTF_8)).add("nothing", null);
        output.append(TOPIC, 0, record.set("key".getBytes(UTF_8), "value".getBytes(UTF_8), NOW, headers), told);
        output.append(TOPIC, 0, record.set(null, null, NOW - 500, null), told);

        output.flush();

        List<String> read = new ArrayList<>();
        readRecords(
                each -> read.add(each.key() + "=" + each.value() + "@" + (each.timestamp() - NOW) + each.headers()));
        assertThat(read).containsExactly("key=value@0" + headers, "null=null@-500" + new RecordHeaders());
        assertThat(told.errors).isEmpty();
    }

    @Test
    void refusedRecordDoesNotStopTheNext() throws Exception {
        create(new NewTopic("compacted", 1, (short) 1).configs(Map.of("cleanup.policy", "compact")));
        open(Map.of());
        byte[] text = "text".getBytes(UTF_8);
        output.append("compacted", 0, record.set(text, text, NOW, null), told);
        output.flush();
        output.append("compacted", 0, record.set(null, text, NOW, null), told);
        output.flush();

        output.append("compacted", 0, record.set(text, text, NOW, null), told);
        output.flush();

        assertThat(told.errors)
                .hasOnlyElementsOfType(InvalidRecordException.class)
                .hasSize(1);
        assertThat(told.nextOffset).isEqualTo(2);
    }

    @Test
    void batchesTooLargeForTheTopicAreSentInParts() throws Exception {
        create(new NewTopic("narrow", 1, (short) 1).configs(Map.of("max.message.bytes", "2000")));
        open(Map.of("linger.ms", "1000"));
        for (int i = 0; i < 1_000; i++) {
            byte[] value = ("value " + i).getBytes(UTF_8);
            output.append("narrow", 0, record.set(value, value, NOW, null), told);
        }

        output.flush();

        assertThat(told.errors).isEmpty();
        assertThat(told.nextOffset).isEqualTo(1_000);
    }

    private void create(NewTopic topic) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(topic)).all().get();
        }
    }

    private void open(Map<String, Object> settings) {
        Map<String, Object> configs = new HashMap<>(settings);
        configs.put("bootstrap.servers", broker.bootstrapServers());
        configs.put("client.id", "test");
        configs.put("reconnect.backoff.max.ms", "100");
        configs.put("retry.backoff.max.ms", "100");
        output = new WireOpener(none -> fail(), Time.SYSTEM).open(configs);
    }

    private static RecordOutput fail() {
        throw new AssertionError("a producer was asked for");
    }

    private void append(int number) {
        byte[] value = Integer.toString(number).getBytes(UTF_8);
        output.append(TOPIC, number % PARTITIONS, record.set(value, value, NOW + number, null), told);
    }

    private static Map<Integer, List<String>> expected(int sent) {
        Map<Integer, List<String>> expected = new HashMap<>();
        IntStream.range(0, sent).forEach(number -> expected.computeIfAbsent(number % PARTITIONS, p -> new ArrayList<>())
                .add(Integer.toString(number)));
        return expected;
    }

    private Map<Integer, List<String>> read() {
        Map<Integer, List<String>> values = new HashMap<>();
        readRecords(each ->
                values.computeIfAbsent(each.partition(), p -> new ArrayList<>()).add(each.value()));
        return values;
    }

    private void readRecords(Consumer<ConsumerRecord<String, String>> each) {
        Map<String, Object> config =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(0, PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(TOPIC, partition))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(50)).forEach(each);
            }
        }
    }

    private static final class Told implements SendListener {
        private final List<Exception> errors = new ArrayList<>();
        private long nextOffset;

        @Override
        public void acknowledged(long newNextOffset) {
            nextOffset = newNextOffset;
        }

        @Override
        public void failed(String topic, Exception error) {
            errors.add(error);
        }
    }
}
