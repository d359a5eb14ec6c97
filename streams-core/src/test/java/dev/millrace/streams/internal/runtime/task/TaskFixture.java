package dev.millrace.streams.internal.runtime.task;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;

import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.internal.SteppedTime;
import dev.millrace.streams.internal.changelog.StateDirectory;
import dev.millrace.streams.internal.metrics.Sensors;
import dev.millrace.streams.internal.output.ProducerOutput;
import dev.millrace.streams.internal.output.RecordOutput;
import dev.millrace.streams.internal.runtime.commit.AtLeastOnceCommit;
import dev.millrace.streams.internal.settings.RuntimeSettings;
import dev.millrace.streams.internal.spi.HeapBudget;
import dev.millrace.streams.internal.spi.NativeBudget;
import dev.millrace.streams.internal.spi.StoreBudget;
import dev.millrace.streams.internal.topology.ProcessorSpec;
import dev.millrace.streams.internal.topology.SinkSpec;
import dev.millrace.streams.internal.topology.SourceSpec;
import dev.millrace.streams.internal.topology.TopologyDefinition;
import dev.millrace.streams.processor.StreamPartitioner;
import dev.millrace.streams.processor.TaskId;
import dev.millrace.streams.processor.TopicNameExtractor;
import dev.millrace.streams.processor.api.ProcessorSupplier;
import dev.millrace.streams.state.StoreBuilder;

/** A topology of strings, a task of it, and the broker side of both: no thread, no socket, a clock set by hand. */
public final class TaskFixture {
    private static final long BUDGET = 16L << 20;

    /** Name of the input topic of {@link #pipe}. */
    public static final String IN = "in";

    /** Name of the output topic of {@link #pipe}. */
    public static final String OUT = "out";

    public final TopologyDefinition topology;
    public final Map<String, Object> config = new HashMap<>(Map.of(
            StreamsConfig.APPLICATION_ID_CONFIG,
            "app",
            StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
            "localhost:1",
            StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG,
            Serdes.StringSerde.class,
            StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG,
            Serdes.StringSerde.class));
    public final SteppedTime time = new SteppedTime();
    public final MockProducer<byte[], byte[]> producer;
    public final RecordOutput output;
    public final Map<TopicPartition, Long> lags = new HashMap<>();
    public final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    private final Map<TopicPartition, Long> endOffsets = new HashMap<>();
    private final Map<String, Integer> partitionCounts = new HashMap<>();
    private final Path stateDir;
    private StreamTask task;

    public TaskFixture(Path stateDir) {
        this(stateDir, true);
    }

    /** With {@code autoComplete} every send is acknowledged at once. */
    public TaskFixture(Path stateDir, boolean autoComplete) {
        this(stateDir, new TopologyDefinition(), autoComplete);
    }

    /** With a topology that was built before. */
    public TaskFixture(Path stateDir, TopologyDefinition topology, boolean autoComplete) {
        this.stateDir = stateDir;
        this.topology = topology;
        this.producer = new MockProducer<>(autoComplete, null, new ByteArraySerializer(), new ByteArraySerializer()) {
            @Override
            public List<PartitionInfo> partitionsFor(String topic) {
                return Collections.nCopies(
                        partitionCounts.getOrDefault(topic, 0), new PartitionInfo(topic, 0, null, null, null));
            }
        };
        this.output = new ProducerOutput(producer);
    }

    /** Gives {@code topic} partitions, for partitioners that ask. */
    public void partitions(String topic, int count) {
        partitionCounts.put(topic, count);
    }

    /** One source, one processor {@code step}, one sink. */
    public TaskFixture pipe(ProcessorSupplier<String, String, String, String> step) {
        return source("source", IN).processor("step", step, "source").sink("sink", OUT, "step");
    }

    public TaskFixture source(String name, String... topics) {
        topology.addSource(new SourceSpec(name, List.of(topics), null, null, null, null, null));
        return this;
    }

    public TaskFixture processor(
            String name, ProcessorSupplier<String, String, String, String> supplier, String... parents) {
        topology.addProcessor(new ProcessorSpec(name, supplier, List.of(parents)));
        return this;
    }

    public TaskFixture sink(String name, String topic, String... parents) {
        topology.addSink(new SinkSpec(name, topic, null, null, null, null, List.of(parents)));
        return this;
    }

    public TaskFixture sink(String name, StreamPartitioner<?, ?> partitioner, String topic, String... parents) {
        topology.addSink(new SinkSpec(name, topic, null, null, null, partitioner, List.of(parents)));
        return this;
    }

    public TaskFixture sink(String name, TopicNameExtractor<?, ?> extractor, String... parents) {
        topology.addSink(new SinkSpec(name, null, extractor, null, null, null, List.of(parents)));
        return this;
    }

    public TaskFixture store(StoreBuilder<?> builder, String... processors) {
        topology.addStore(builder, List.of(processors));
        return this;
    }

    /** What stores may take, with so much for caches. */
    public static StoreBudget budget(long cacheBytes) {
        return new StoreBudget(
                new HeapBudget(cacheBytes), new HeapBudget(BUDGET), new HeapBudget(BUDGET), new NativeBudget(BUDGET));
    }

    /** The task of sub-topology 0 on partition 0, built at the first call and not started. */
    public StreamTask built() {
        if (task == null) {
            StreamsConfig streamsConfig = new StreamsConfig(config);
            RuntimeSettings settings = RuntimeSettings.from(streamsConfig);
            TaskResources resources = new TaskResources(
                    output,
                    budget(settings.cacheMaxBytes()),
                    partition ->
                            lags.containsKey(partition) ? OptionalLong.of(lags.get(partition)) : OptionalLong.empty(),
                    new StateDirectory(stateDir, "app", true, time),
                    Map.of(),
                    time,
                    Sensors.unreported(streamsConfig, time));
            var plan = topology.plan(settings);
            Set<TopicPartition> inputs = plan.subtopology(0).allSourceTopics().stream()
                    .map(topic -> new TopicPartition(topic, 0))
                    .collect(Collectors.toCollection(
                            () -> new TreeSet<>((a, b) -> a.toString().compareTo(b.toString()))));
            task = new TaskFactory(plan, streamsConfig, settings, resources).create(new TaskId(0, 0), inputs);
        }
        return task;
    }

    /** The task, started. */
    public StreamTask started() {
        StreamTask started = built();
        started.openStores();
        started.start(Map.of());
        return started;
    }

    /** Adds records to the task; offsets go on where they were. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public final void add(String topic, ConsumerRecord<byte[], byte[]>... records) {
        built().add(new TopicPartition(topic, 0), Arrays.asList(records));
    }

    /** A raw record at the next offset of {@code topic}. */
    public ConsumerRecord<byte[], byte[]> raw(String topic, String key, String value, long timestamp) {
        return raw(topic, key, value, timestamp, new RecordHeaders());
    }

    public ConsumerRecord<byte[], byte[]> raw(String topic, String key, String value, long timestamp, Headers headers) {
        long offset = endOffsets.merge(new TopicPartition(topic, 0), 1L, Long::sum) - 1;
        return new ConsumerRecord<>(
                topic,
                0,
                offset,
                timestamp,
                TimestampType.CREATE_TIME,
                -1,
                -1,
                bytes(key),
                bytes(value),
                headers,
                Optional.of(7));
    }

    /** Adds one record to the input of {@link #pipe} and lets the task process all it can. */
    public void feed(String key, String value, long timestamp) {
        add(IN, raw(IN, key, value, timestamp));
        processAll();
    }

    public int processAll() {
        int processed = 0;
        while (built().processNext(time.milliseconds())) {
            processed++;
        }
        return processed;
    }

    /** Commits the task as a stream thread does. */
    public int commit() {
        return new AtLeastOnceCommit(output, committed::putAll).commit(List.of(built()));
    }

    /** What was sent, as {@code topic:key=value@time}. */
    public List<String> sent() {
        List<String> lines = new ArrayList<>();
        for (ProducerRecord<byte[], byte[]> record : producer.history()) {
            lines.add(
                    record.topic() + ":" + text(record.key()) + "=" + text(record.value()) + "@" + record.timestamp());
        }
        return lines;
    }

    public static byte[] bytes(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    public static String text(byte[] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }
}
