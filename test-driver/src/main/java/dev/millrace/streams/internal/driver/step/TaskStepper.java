package dev.millrace.streams.internal.driver.step;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.StreamsMetrics;
import dev.millrace.streams.internal.changelog.StateDirectory;
import dev.millrace.streams.internal.driver.clock.ManualTime;
import dev.millrace.streams.internal.driver.pipe.CapturingProducer;
import dev.millrace.streams.internal.driver.pipe.MemoryTopics;
import dev.millrace.streams.internal.driver.pipe.ReadTopics;
import dev.millrace.streams.internal.metrics.Sensors;
import dev.millrace.streams.internal.output.ProducerOutput;
import dev.millrace.streams.internal.output.RecordOutput;
import dev.millrace.streams.internal.runtime.commit.AtLeastOnceCommit;
import dev.millrace.streams.internal.runtime.commit.CommitProtocol;
import dev.millrace.streams.internal.runtime.stores.CloseSteps;
import dev.millrace.streams.internal.runtime.task.GlobalTask;
import dev.millrace.streams.internal.runtime.task.GlobalTaskFactory;
import dev.millrace.streams.internal.runtime.task.StreamTask;
import dev.millrace.streams.internal.runtime.task.TaskFactory;
import dev.millrace.streams.internal.runtime.task.TaskResources;
import dev.millrace.streams.internal.settings.RuntimeSettings;
import dev.millrace.streams.internal.spi.HeapBudget;
import dev.millrace.streams.internal.spi.NativeBudget;
import dev.millrace.streams.internal.spi.StoreBudget;
import dev.millrace.streams.internal.topology.GlobalStoreSpec;
import dev.millrace.streams.internal.topology.SourceSpec;
import dev.millrace.streams.internal.topology.TopologyPlan;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.processor.TaskId;

/**
 * Runs a whole topology as one task: each record that is piped in is processed to the end, with what it causes in other
 * sub-topologies, and committed, before the call returns. <i>Confined to the thread of the test.</i>
 */
public final class TaskStepper implements AutoCloseable {
    private static final OptionalLong NOTHING_TO_FETCH = OptionalLong.of(0);

    private final ManualTime time;
    private final Sensors sensors;
    private final ReadTopics read;
    private final MemoryTopics topics;
    private final StateDirectory directory;
    private final CommitProtocol commit;
    private final @Nullable GlobalTask global;
    private final @Nullable StreamTask task;

    /** Opens the stores and initialises the processors. */
    public TaskStepper(TopologyPlan plan, StreamsConfig config, RuntimeSettings settings, ManualTime time) {
        this.time = time;
        sensors = Sensors.unreported(config, time);
        TopologyPlan whole = plan.asOne();
        read = readBy(whole);
        topics = new MemoryTopics(read);
        RecordOutput output = new ProducerOutput(new CapturingProducer(topics));
        commit = new AtLeastOnceCommit(output, offsets -> {});
        directory = new StateDirectory(
                settings.stateDirectory(),
                settings.applicationId(),
                whole.storeBuilders().stream().anyMatch(store -> store.build().persistent()),
                time);
        directory.open();
        try {
            global = global(whole, config, settings);
            task = task(whole, config, settings, output);
        } catch (RuntimeException failed) {
            directory.close();
            throw failed;
        }
        runToEnd();
    }

    private static ReadTopics readBy(TopologyPlan plan) {
        List<Pattern> patterns = new ArrayList<>();
        plan.subtopologies().forEach(subtopology -> subtopology.nodes().forEach(node -> {
            if (node instanceof SourceSpec source && source.pattern() != null) {
                patterns.add(source.pattern());
            }
        }));
        Set<String> globals =
                plan.globalStores().stream().map(GlobalStoreSpec::topic).collect(Collectors.toUnmodifiableSet());
        return new ReadTopics(plan.sourceTopics(), patterns, globals);
    }

    private static StoreBudget budget(long cacheBytes, RuntimeSettings settings) {
        return new StoreBudget(
                new HeapBudget(cacheBytes),
                new HeapBudget(settings.memory().cleanBytes()),
                new HeapBudget(settings.memory().uncommittedBytes()),
                new NativeBudget(settings.memory().nativeBytes()));
    }

    private @Nullable GlobalTask global(TopologyPlan plan, StreamsConfig config, RuntimeSettings settings) {
        if (plan.globalStores().isEmpty()) {
            return null;
        }
        Map<String, List<TopicPartition>> partitions = new HashMap<>();
        read.globals().forEach(topic -> partitions.put(topic, List.of(only(topic))));
        GlobalTask made = new GlobalTaskFactory(
                        plan.globalStores(), config, settings, budget(0, settings), directory, time, sensors)
                .create(partitions);
        made.open(time.milliseconds());
        return made;
    }

    private @Nullable StreamTask task(
            TopologyPlan plan, StreamsConfig config, RuntimeSettings settings, RecordOutput output) {
        if (plan.subtopologies().isEmpty()) {
            return null;
        }
        TaskResources resources = new TaskResources(
                output,
                budget(settings.cacheMaxBytes(), settings),
                partition -> NOTHING_TO_FETCH,
                directory,
                global == null ? Map.of() : global.readableStores(),
                time,
                sensors);
        TaskId only = new TaskId(plan.subtopologies().get(0).number(), MemoryTopics.PARTITION);
        StreamTask made = new TaskFactory(plan, config, settings, resources).create(only, partitions());
        made.openStores();
        made.start(Map.of());
        return made;
    }

    private Set<TopicPartition> partitions() {
        Set<TopicPartition> partitions = new HashSet<>();
        read.names().forEach(topic -> partitions.add(only(topic)));
        read.patterns().forEach(pattern -> partitions.add(only(pattern.pattern())));
        return partitions;
    }

    private static TopicPartition only(String topic) {
        return new TopicPartition(topic, MemoryTopics.PARTITION);
    }

    /** What the tasks and the sensors of processors and stores measure. */
    public StreamsMetrics sensors() {
        return sensors;
    }

    /** What the topology reads. */
    public ReadTopics reads() {
        return read;
    }

    /** The topics. */
    public MemoryTopics topics() {
        return topics;
    }

    /** Processes {@code record} and all that follows from it. */
    public void pipe(ConsumerRecord<byte[], byte[]> record) {
        take(record);
        runToEnd();
    }

    /** Runs the wall-clock punctuations that are due by now, and all that follows from them. */
    public void punctuate() {
        if (task != null) {
            task.punctuateWallClock(time.milliseconds());
            commit.commit(List.of(task));
        }
        runToEnd();
    }

    /** The store called {@code name}, or null. */
    public @Nullable StateStore store(String name) {
        return stores().get(name);
    }

    /** All stores by name, global ones too. */
    public Map<String, StateStore> stores() {
        Map<String, StateStore> stores = new HashMap<>();
        if (global != null) {
            stores.putAll(global.storesByName());
        }
        if (task != null) {
            task.stores().all().forEach(store -> stores.put(store.name(), store));
        }
        return stores;
    }

    private void runToEnd() {
        takeBack();
        while (task != null && task.processNext(time.milliseconds())) {
            task.punctuateStreamTime(time.milliseconds());
            commit.commit(List.of(task));
            takeBack();
        }
    }

    private void takeBack() {
        topics.drainComingBack().forEach(this::take);
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        if (read.globals().contains(record.topic())) {
            global.update(record, time.milliseconds());
            global.commit();
            return;
        }
        String input = read.inputOf(record.topic())
                .orElseThrow(() -> new IllegalArgumentException("Unknown topic: " + record.topic()));
        task.add(only(input), List.of(record));
        task.polled();
    }

    /** Ends the tasks, without leaving files. */
    @Override
    public void close() {
        CloseSteps steps = new CloseSteps();
        if (task != null) {
            steps.run(() -> task.close(true));
        }
        if (global != null) {
            steps.run(global::close);
        }
        steps.run(directory::deleteAll);
        steps.run(directory::close);
        steps.run(sensors::close);
        steps.finish();
    }
}
