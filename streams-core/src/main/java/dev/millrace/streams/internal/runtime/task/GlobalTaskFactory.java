package dev.millrace.streams.internal.runtime.task;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.errors.LogAndFailProcessingExceptionHandler;
import dev.millrace.streams.errors.ProcessingExceptionHandler;
import dev.millrace.streams.internal.changelog.StateDirectory;
import dev.millrace.streams.internal.metrics.Sensors;
import dev.millrace.streams.internal.metrics.TaskMeters;
import dev.millrace.streams.internal.runtime.graph.GraphBuilder;
import dev.millrace.streams.internal.runtime.graph.GraphSurroundings;
import dev.millrace.streams.internal.runtime.graph.ProcessingFailures;
import dev.millrace.streams.internal.runtime.graph.RecordFrame;
import dev.millrace.streams.internal.runtime.graph.TaskGraph;
import dev.millrace.streams.internal.runtime.input.RecordDecoder;
import dev.millrace.streams.internal.runtime.stores.StoreSlot;
import dev.millrace.streams.internal.runtime.stores.TaskEnvironment;
import dev.millrace.streams.internal.runtime.stores.TaskStores;
import dev.millrace.streams.internal.settings.RuntimeSettings;
import dev.millrace.streams.internal.spi.StoreBudget;
import dev.millrace.streams.internal.topology.GlobalStoreSpec;
import dev.millrace.streams.internal.topology.SourceSpec;
import dev.millrace.streams.internal.topology.Subtopology;

/** Makes the task that fills the global stores of an instance. <i>Immutable.</i> */
public final class GlobalTaskFactory {
    private static final Logger LOG = LoggerFactory.getLogger(GlobalTaskFactory.class);

    private final List<GlobalStoreSpec> globals;
    private final StreamsConfig config;
    private final RuntimeSettings settings;
    private final StoreBudget budget;
    private final StateDirectory directory;
    private final Time time;
    private final Sensors metrics;

    /**
     * A factory for {@code globals}, at least one.
     *
     * @param budget memory the stores may take together
     */
    public GlobalTaskFactory(
            List<GlobalStoreSpec> globals,
            StreamsConfig config,
            RuntimeSettings settings,
            StoreBudget budget,
            StateDirectory directory,
            Time time,
            Sensors metrics) {
        this.globals = List.copyOf(globals);
        this.config = config;
        this.settings = settings;
        this.budget = budget;
        this.directory = directory;
        this.time = time;
        this.metrics = metrics;
    }

    /** The topics that the global stores are filled from. */
    public List<String> topics() {
        return globals.stream().map(GlobalStoreSpec::topic).toList();
    }

    /**
     * A new task, which holds nothing yet.
     *
     * @param partitions of each topic
     */
    public GlobalTask create(Map<String, List<TopicPartition>> partitions) {
        List<TopicPartition> inputs =
                partitions.values().stream().flatMap(List::stream).toList();
        TaskMeters meters = new TaskMeters(time);
        RecordFrame frame = new RecordFrame(StateDirectory.GLOBAL, inputs, meters);
        TaskEnvironment environment = TaskEnvironment.of(StateDirectory.GLOBAL, config, settings, directory, metrics);
        TaskStores stores = new TaskStores(slots(partitions), environment, frame, budget);
        ProcessingFailures failures = new ProcessingFailures(handler(), frame, meters, GlobalTaskFactory::leaveOut);
        return new GlobalTask(
                frame,
                graph(GraphSurroundings.withoutOutput(environment, stores, frame, failures)),
                stores,
                decoders(environment, meters),
                meters,
                metrics.measure(StateDirectory.GLOBAL, meters));
    }

    private ProcessingExceptionHandler handler() {
        return settings.handlerForGlobalStores()
                ? config.processingExceptionHandler()
                : new LogAndFailProcessingExceptionHandler();
    }

    /** The global thread writes to no topic, in Kafka Streams neither. */
    private static void leaveOut(List<ProducerRecord<byte[], byte[]>> letters) {
        letters.forEach(letter -> LOG.warn(
                "A record of a global store failed; its dead letter for topic {} is not written: {}",
                letter.topic(),
                letter.headers()));
    }

    private List<StoreSlot> slots(Map<String, List<TopicPartition>> partitions) {
        List<StoreSlot> slots = new ArrayList<>();
        globals.forEach(
                global -> slots.add(StoreSlot.global(global.builder().build(), partitions.get(global.topic()))));
        return slots;
    }

    private TaskGraph graph(GraphSurroundings surroundings) {
        Map<String, SourceSpec> sources = new HashMap<>();
        globals.forEach(global -> sources.put(global.topic(), global.source()));
        return new GraphBuilder(Subtopology.filling(globals), surroundings).build(sources);
    }

    private Map<String, RecordDecoder> decoders(TaskEnvironment environment, TaskMeters meters) {
        SourceDecoders decoders = new SourceDecoders(config, environment, meters, GlobalTaskFactory::leaveOut);
        Map<String, RecordDecoder> byTopic = new HashMap<>();
        globals.forEach(global -> byTopic.put(global.topic(), decoders.of(global.source())));
        return byTopic;
    }
}
