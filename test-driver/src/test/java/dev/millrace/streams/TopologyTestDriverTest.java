package dev.millrace.streams;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Properties;

import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.millrace.streams.errors.StreamsException;
import dev.millrace.streams.errors.TopologyException;
import dev.millrace.streams.processor.PunctuationType;
import dev.millrace.streams.processor.api.ContextualProcessor;
import dev.millrace.streams.processor.api.ProcessorContext;
import dev.millrace.streams.processor.api.Record;
import dev.millrace.streams.state.KeyValueStore;
import dev.millrace.streams.state.Stores;
import dev.millrace.streams.test.TestRecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TopologyTestDriverTest {
    private static final String STORE = "counts";

    @TempDir
    Path stateDirectory;

    private TopologyTestDriver driver;

    @AfterEach
    void close() {
        if (driver != null) {
            driver.close();
        }
    }

    @Test
    void recordGoesThroughProcessorAndStoreToTheOutput() {
        driver = new TopologyTestDriver(counting(), config());
        TestInputTopic<String, String> input = input("in");

        input.pipeInput("a", "x");
        input.pipeInput("a", "y");

        assertThat(output().readKeyValuesToList()).containsExactly(KeyValue.pair("a", 1L), KeyValue.pair("a", 2L));
        assertThat(driver.<String, Long>getKeyValueStore(STORE).get("a")).isEqualTo(2L);
        assertThat(driver.getAllStateStores()).containsOnlyKeys(STORE);
    }

    @Test
    void recordsWithoutTimeGetTheTopicsTimeWhichMovesOn() {
        driver = new TopologyTestDriver(counting(), config());
        TestInputTopic<String, String> input = driver.createInputTopic(
                "in", new StringSerializer(), new StringSerializer(), Instant.ofEpochMilli(5), Duration.ofMillis(3));

        input.pipeValueList(List.of("x", "y"));
        input.advanceTime(Duration.ofMillis(10));
        input.pipeInput("k", "z");

        assertThat(output().readRecordsToList())
                .extracting(TestRecord::timestamp)
                .containsExactly(5L, 8L, 21L);
    }

    @Test
    void headersArriveAtTheOutput() {
        driver = new TopologyTestDriver(counting(), config());
        RecordHeaders headers = new RecordHeaders();
        headers.add("trace", new byte[] {7});

        input("in").pipeInput(new TestRecord<>("a", "x", headers, 9L));

        assertThat(output().readRecord()).isEqualTo(new TestRecord<>("a", 1L, headers, 9L));
    }

    @Test
    void wallClockPunctuationRunsWhenTheClockIsMoved() {
        driver = new TopologyTestDriver(counting(), config(), Instant.ofEpochMilli(0));

        driver.advanceWallClockTime(Duration.ofMillis(59));
        assertThat(output().isEmpty()).isTrue();
        driver.advanceWallClockTime(Duration.ofMillis(1));

        assertThat(output().readKeyValue()).isEqualTo(KeyValue.pair("tick", 60L));
    }

    @Test
    void recordThatComesBackThroughATopicIsProcessedBeforeTheCallReturns() {
        Topology topology = new Topology()
                .addSource("first", "in")
                .addSink("between", "middle", "first")
                .addSource("second", "middle")
                .addSink("end", "out", "second");
        driver = new TopologyTestDriver(topology, config());

        input("in").pipeInput("a", "x");

        assertThat(driver.createOutputTopic("out", new StringDeserializer(), new StringDeserializer())
                        .readKeyValue())
                .isEqualTo(KeyValue.pair("a", "x"));
        assertThat(driver.producedTopicNames()).containsExactlyInAnyOrder("middle", "out");
    }

    @Test
    void topicThatNobodyReadsIsRefused() {
        driver = new TopologyTestDriver(counting(), config());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> input("elsewhere").pipeInput("a", "x"))
                .withMessageContaining("elsewhere");
    }

    @Test
    void topicNamedByAPatternThatIsATextIsRefusedWithTheReason() {
        driver = new TopologyTestDriver(new Topology().addSource("source", "in-\\d"), config());

        assertThatThrownBy(() -> input("in-7").pipeInput("a", "x"))
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining("in-\\d")
                .hasMessageContaining("in-7");
        assertThatIllegalArgumentException().isThrownBy(() -> input("in-x").pipeInput("a", "x"));
    }

    @Test
    void readingMoreThanWasWrittenIsAnError() {
        driver = new TopologyTestDriver(counting(), config());

        assertThatThrownBy(() -> output().readRecord())
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("out");
    }

    @Test
    void storeMayBeFilledByTheTestBeforeAnyRecord() {
        driver = new TopologyTestDriver(counting(), config());
        driver.<String, Long>getKeyValueStore(STORE).put("a", 41L);

        input("in").pipeInput("a", "x");

        assertThat(output().readKeyValue()).isEqualTo(KeyValue.pair("a", 42L));
    }

    @Test
    void closingLeavesNoState() {
        driver = new TopologyTestDriver(counting(), config());
        input("in").pipeInput("a", "x");
        driver.close();

        driver = new TopologyTestDriver(counting(), config());

        assertThat(driver.<String, Long>getKeyValueStore(STORE).get("a")).isNull();
    }

    @Test
    void takesProgramsThatAskForExactlyOnce() {
        Properties config = config();
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        driver = new TopologyTestDriver(counting(), config);

        input("in").pipeInput("a", "x");

        assertThat(output().readKeyValue()).isEqualTo(KeyValue.pair("a", 1L));
    }

    @Test
    void storesInTheHeapNeedNoDirectory() {
        driver = new TopologyTestDriver(
                new Topology()
                        .addSource("source", "in")
                        .addStateStore(Stores.keyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore("idle"), Serdes.String(), Serdes.String())),
                config());

        assertThat(stateDirectory).isEmptyDirectory();
        assertThat(driver.getAllStateStores()).containsOnlyKeys("idle").containsValue(null);
    }

    @Test
    void storesOfAKindAreAskedForByTheirKind() {
        driver = new TopologyTestDriver(counting(), config());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> driver.getStateStore(STORE))
                .withMessageContaining("getKeyValueStore()");
    }

    @Test
    void missingDefaultSerdeNamesWhoNeedsIt() {
        Properties config = config();
        config.remove(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG);

        assertThatThrownBy(() -> new TopologyTestDriver(counting(), config))
                .isInstanceOf(StreamsException.class)
                .hasMessageContaining("key serdes for source node source")
                .hasCauseInstanceOf(ConfigException.class);
    }

    private TestInputTopic<String, String> input(String topic) {
        return driver.createInputTopic(topic, new StringSerializer(), new StringSerializer());
    }

    private TestOutputTopic<String, Long> output() {
        return driver.createOutputTopic("out", new StringDeserializer(), new LongDeserializer());
    }

    private Properties config() {
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "driver-test");
        config.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        config.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        config.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        return config;
    }

    private static Topology counting() {
        return new Topology()
                .addSource("source", "in")
                .addProcessor("count", Counting::new, "source")
                .addStateStore(
                        Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(STORE), Serdes.String(), Serdes.Long()),
                        "count")
                .addSink(
                        "sink",
                        "out",
                        Serdes.String().serializer(),
                        Serdes.Long().serializer(),
                        "count");
    }

    private static final class Counting extends ContextualProcessor<String, String, String, Long> {
        private KeyValueStore<String, Long> counts;

        @Override
        public void init(ProcessorContext<String, Long> context) {
            super.init(context);
            counts = context.getStateStore(STORE);
            context.schedule(
                    Duration.ofMillis(60),
                    PunctuationType.WALL_CLOCK_TIME,
                    now -> context.forward(new Record<>("tick", now, now)));
        }

        @Override
        public void process(Record<String, String> record) {
            String key = record.key() == null ? "none" : record.key();
            Long before = counts.get(key);
            long count = before == null ? 1 : before + 1;
            counts.put(key, count);
            context().forward(record.withKey(key).withValue(count));
        }
    }
}
