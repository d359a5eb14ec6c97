package dev.millrace.streams.internal.driver.step;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.internal.changelog.StateDirectory;
import dev.millrace.streams.internal.driver.clock.ManualTime;
import dev.millrace.streams.internal.driver.pipe.CapturingProducer;
import dev.millrace.streams.internal.driver.pipe.MemoryTopics;
import dev.millrace.streams.internal.runtime.commit.AtLeastOnceCommit;
import dev.millrace.streams.internal.runtime.commit.CommitProtocol;
import dev.millrace.streams.internal.runtime.task.StreamTask;
import dev.millrace.streams.internal.runtime.task.TaskFactory;
import dev.millrace.streams.internal.runtime.task.TaskResources;
import dev.millrace.streams.internal.settings.RuntimeSettings;
import dev.millrace.streams.internal.spi.HeapBudget;
import dev.millrace.streams.internal.spi.NativeBudget;
import dev.millrace.streams.internal.spi.StoreBudget;
import dev.millrace.streams.internal.topology.TopologyPlan;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.processor.TaskId;

/**
 * Runs a whole topology as one task: each record that is piped in is processed to the end, with what it causes in other
 * sub-topologies, and committed, before the call returns. <i>Confined to the thread of the test.</i>
 */
public final class TaskStepper implements AutoCloseable {
    private static final TaskId ONLY_TASK = new TaskId(0, MemoryTopics.PARTITION);

    private static final OptionalLong NOTHING_TO_FETCH = OptionalLong.of(0);

    private final ManualTime time;
    private final MemoryTopics topics;
    private final Set<String> inputTopics;
    private final StateDirectory directory;
    private final StreamTask task;
    private final CommitProtocol commit;

    /** Opens the stores and initialises the processors. */
    public TaskStepper(TopologyPlan plan, StreamsConfig config, RuntimeSettings settings, ManualTime time) {
        this.time = time;
        TopologyPlan whole = plan.asOne();
        inputTopics = whole.sourceTopics();
        topics = new MemoryTopics(inputTopics);
        CapturingProducer producer = new CapturingProducer(topics);
        directory = new StateDirectory(settings.stateDirectory(), settings.applicationId(), hasState(whole), time);
        directory.open();
        task = new TaskFactory(whole, config, settings, resources(producer, settings)).create(ONLY_TASK, partitions());
        commit = new AtLeastOnceCommit(producer, offsets -> {});
        task.openStores();
        task.start(Map.of());
        runToEnd();
    }

    private TaskResources resources(CapturingProducer producer, RuntimeSettings settings) {
        StoreBudget budget = new StoreBudget(
                new HeapBudget(settings.cacheMaxBytes()),
                new HeapBudget(settings.memory().cleanBytes()),
                new HeapBudget(settings.memory().uncommittedBytes()),
                new NativeBudget(settings.memory().nativeBytes()));
        return new TaskResources(producer, budget, partition -> NOTHING_TO_FETCH, directory, time);
    }

    private Set<TopicPartition> partitions() {
        return inputTopics.stream()
                .map(topic -> new TopicPartition(topic, MemoryTopics.PARTITION))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static boolean hasState(TopologyPlan plan) {
        return plan.subtopologies().stream()
                .anyMatch(subtopology -> !subtopology.stores().isEmpty());
    }

    /** Whether the topology reads {@code topic}. */
    public boolean reads(String topic) {
        return inputTopics.contains(topic);
    }

    /** The topics. */
    public MemoryTopics topics() {
        return topics;
    }

    /** Processes {@code record} and all that follows from it. */
    public void pipe(ConsumerRecord<byte[], byte[]> record) {
        enqueue(record);
        runToEnd();
    }

    /** Runs the wall-clock punctuations that are due by now, and all that follows from them. */
    public void punctuate() {
        task.punctuateWallClock(time.milliseconds());
        commit.commit(List.of(task));
        runToEnd();
    }

    /** The store called {@code name}, or null. */
    public @Nullable StateStore store(String name) {
        return task.stores().store(name);
    }

    /** All stores. */
    public Collection<StateStore> stores() {
        return task.stores().all();
    }

    private void runToEnd() {
        takeBack();
        while (task.processNext(time.milliseconds())) {
            task.punctuateStreamTime(time.milliseconds());
            commit.commit(List.of(task));
            takeBack();
        }
    }

    private void takeBack() {
        topics.drainComingBack().forEach(this::enqueue);
    }

    private void enqueue(ConsumerRecord<byte[], byte[]> record) {
        task.add(new TopicPartition(record.topic(), record.partition()), List.of(record));
        task.polled();
    }

    /** Ends the task, without leaving files. */
    @Override
    public void close() {
        try {
            task.suspend();
            task.close(true);
        } finally {
            try {
                directory.deleteAll();
            } finally {
                directory.close();
            }
        }
    }
}
