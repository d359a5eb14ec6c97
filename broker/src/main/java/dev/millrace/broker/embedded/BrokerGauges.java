package dev.millrace.broker.embedded;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Metrics;

import dev.millrace.broker.catalog.Topic;
import dev.millrace.broker.catalog.TopicCatalog;
import dev.millrace.broker.log.PartitionLog;
import dev.millrace.broker.metrics.BrokerMetrics;
import dev.millrace.broker.settings.MemberProtocol;

/**
 * What is read when somebody looks: partitions, groups, waiting requests, idle time.
 *
 * <p>Some of it is the same on every broker that is the only one, such as the number of controllers; alerts want it all
 * the same. A log whose disk has failed counts as an offline partition.
 *
 * <p>Belongs to whoever starts the broker.
 */
final class BrokerGauges {
    private static final String REPLICAS = "kafka.server:type=ReplicaManager";
    private static final String CONTROLLER = "kafka.controller:type=KafkaController";
    private static final String GROUPS = "kafka.coordinator.group:type=GroupMetadataManager";
    private static final String COORDINATOR = "group-coordinator-metrics";
    private static final List<String> NONE_ON_ONE_NODE = List.of(
            "UnderReplicatedPartitions",
            "UnderMinIsrPartitionCount",
            "AtMinIsrPartitionCount",
            "ReassigningPartitions");
    private static final List<String> CLASSIC_STATES =
            List.of("PreparingRebalance", "CompletingRebalance", "Stable", "Dead", "Empty");
    private static final Map<MemberProtocol, List<String>> STATES = Map.of(
            MemberProtocol.CONSUMER, List.of("empty", "assigning", "reconciling", "stable", "dead"),
            MemberProtocol.STREAMS, List.of("empty", "assigning", "reconciling", "stable", "dead", "not_ready"));

    private final BrokerMetrics metrics;

    BrokerGauges(BrokerMetrics metrics) {
        this.metrics = metrics;
    }

    /**
     * Shows everything.
     *
     * @param sample what the event loop counts
     */
    void show(TopicCatalog catalog, Supplier<LoopCounts> sample) {
        showPartitions(catalog);
        showLoop(sample);
        showIdle();
    }

    private void showPartitions(TopicCatalog catalog) {
        Supplier<Integer> partitions = () -> catalog.allLogs().size();
        Supplier<Integer> offline = () -> offline(catalog);
        metrics.gauge(REPLICAS, "PartitionCount", partitions);
        metrics.gauge(REPLICAS, "LeaderCount", partitions);
        metrics.gauge(REPLICAS, "OfflineReplicaCount", offline);
        NONE_ON_ONE_NODE.forEach(name -> metrics.gauge(REPLICAS, name, () -> 0));
        metrics.gauge(CONTROLLER, "ActiveControllerCount", () -> 1);
        metrics.gauge(CONTROLLER, "ActiveBrokerCount", () -> 1);
        metrics.gauge(CONTROLLER, "FencedBrokerCount", () -> 0);
        metrics.gauge(CONTROLLER, "PreferredReplicaImbalanceCount", () -> 0);
        metrics.gauge(CONTROLLER, "OfflinePartitionsCount", offline);
        metrics.gauge(CONTROLLER, "GlobalTopicCount", () -> catalog.topics().size());
        metrics.gauge(CONTROLLER, "GlobalPartitionCount", () -> catalog.topics().stream()
                .mapToInt(Topic::partitionCount)
                .sum());
    }

    private static int offline(TopicCatalog catalog) {
        int offline = 0;
        for (PartitionLog log : catalog.allLogs()) {
            if (!log.usable()) {
                offline++;
            }
        }
        return offline;
    }

    private void showLoop(Supplier<LoopCounts> sample) {
        metrics.gauge(
                "kafka.server:type=DelayedOperationPurgatory",
                "PurgatorySize",
                () -> sample.get().waitingFetches(),
                "delayedOperation",
                "Fetch");
        metrics.gauge(GROUPS, "NumOffsets", () -> sample.get().offsets());
        metrics.gauge(GROUPS, "NumGroups", () -> sample.get().groups(MemberProtocol.CLASSIC));
        for (String state : CLASSIC_STATES) {
            metrics.gauge(GROUPS, "NumGroups" + state, () -> sample.get().groups(MemberProtocol.CLASSIC, state));
        }
        for (MemberProtocol protocol : MemberProtocol.values()) {
            String name = protocol.title();
            attribute(sample, "group-count", counts -> counts.groups(protocol), Map.of("protocol", name));
        }
        STATES.forEach((protocol, states) -> {
            String name = protocol.title() + "-group-count";
            attribute(sample, name, counts -> counts.groups(protocol), Map.of());
            for (String state : states) {
                attribute(sample, name, counts -> counts.groups(protocol, state), Map.of("state", state));
            }
        });
    }

    private void attribute(
            Supplier<LoopCounts> sample, String name, ToIntFunction<LoopCounts> count, Map<String, String> tags) {
        metrics.attribute(COORDINATOR, name, () -> count.applyAsInt(sample.get()), tags);
    }

    /** Shows which part of its time the event loop waits for the sockets. */
    private void showIdle() {
        Metrics selector = metrics.clientLibrary();
        MetricName waiting = selector.metricName("io-wait-ratio", "socket-server-metrics", metrics.selectorTags());
        metrics.gauge(
                "kafka.network:type=SocketServer", "NetworkProcessorAvgIdlePercent", () -> selector.metric(waiting)
                        .metricValue());
    }
}
