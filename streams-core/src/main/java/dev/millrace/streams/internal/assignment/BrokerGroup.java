package dev.millrace.streams.internal.assignment;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.internals.AsyncKafkaConsumer;
import org.apache.kafka.clients.consumer.internals.StreamsRebalanceData;
import org.apache.kafka.clients.consumer.internals.StreamsRebalanceData.EndpointPartitions;
import org.apache.kafka.clients.consumer.internals.StreamsRebalanceData.HostInfo;
import org.apache.kafka.clients.consumer.internals.StreamsRebalanceListener;
import org.apache.kafka.common.message.StreamsGroupHeartbeatResponseData;
import org.apache.kafka.common.requests.StreamsGroupHeartbeatResponse.Status;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.streams.processor.TaskId;

/**
 * The group protocol in which the broker places the tasks (KIP-1071): the member sends its topology, the broker makes
 * the internal topics and says which tasks run here.
 *
 * <p><i>Confined to the stream thread.</i>
 */
public final class BrokerGroup {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerGroup.class);

    private final LocalMember member;
    private final Time time;
    private final StreamsRebalanceData shared;
    private final AsyncKafkaConsumer<byte[], byte[]> consumer;
    private Map<HostInfo, EndpointPartitions> seenHosts = Map.of();
    private Collection<Byte> seenStatuses = List.of();
    private long missingSinceMs;

    /**
     * Makes the consumer of a member.
     *
     * @param configs of the consumer, with everything that it needs
     * @param replicationFactor of internal topics; negative for what the broker does by default
     */
    public BrokerGroup(LocalMember member, Map<String, Object> configs, int replicationFactor, Time time) {
        this.member = member;
        this.time = time;
        this.shared = new StreamsRebalanceData(
                member.processId(),
                BrokerTopology.host(member.endpoint()),
                Optional.ofNullable(configs.get(ConsumerConfig.CLIENT_RACK_CONFIG))
                        .map(Object::toString)
                        .filter(rack -> !rack.isEmpty()),
                BrokerTopology.of(member.topics(), replicationFactor),
                member.clientTags());
        this.consumer = new AsyncKafkaConsumer<>(
                new ConsumerConfig(ConsumerConfig.appendDeserializerToConfig(
                        configs, new ByteArrayDeserializer(), new ByteArrayDeserializer())),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                Optional.of(shared));
    }

    /** Returns the consumer, which is the caller's to close. */
    public Consumer<byte[], byte[]> consumer() {
        return consumer;
    }

    /** Joins, or joins again. */
    public void join(Set<String> topics, TaskListener listener) {
        consumer.subscribe(topics, new Callbacks(listener));
    }

    /** Has the broker tell every member to stop, with the next heartbeat. */
    public void requestShutdown() {
        shared.requestShutdown();
    }

    /** Hands on what the broker has said since the last call. */
    public void heed() {
        List<StreamsGroupHeartbeatResponseData.Status> statuses = shared.statuses();
        if (!statuses.isEmpty() || !seenStatuses.isEmpty()) {
            heed(statuses);
        }
        Map<HostInfo, EndpointPartitions> hosts = shared.partitionsByHost();
        if (hosts != seenHosts) {
            seenHosts = hosts;
            member.onLayout(BrokerTopology.layout(hosts, member.topics()));
        }
    }

    private void heed(List<StreamsGroupHeartbeatResponseData.Status> statuses) {
        Set<Byte> codes = new TreeSet<>();
        for (StreamsGroupHeartbeatResponseData.Status status : statuses) {
            codes.add(status.statusCode());
            if (!seenStatuses.contains(status.statusCode())) {
                begin(status);
            }
            if (is(status, Status.MISSING_SOURCE_TOPICS)) {
                waitForTopics(status.statusDetail());
            }
        }
        seenStatuses = codes;
    }

    private void begin(StreamsGroupHeartbeatResponseData.Status status) {
        LOG.info("The broker says of the group: {}", status.statusDetail());
        if (is(status, Status.SHUTDOWN_APPLICATION)) {
            member.onVerdict(AssignmentVerdict.SHUTDOWN_APPLICATION, status.statusDetail());
        } else if (is(status, Status.INCORRECTLY_PARTITIONED_TOPICS)) {
            member.onVerdict(AssignmentVerdict.UNFIT_TOPICS, status.statusDetail());
        } else if (is(status, Status.MISSING_SOURCE_TOPICS)) {
            missingSinceMs = time.milliseconds();
        }
    }

    /** Topics may be on their way; after two heartbeats they are taken to be missing. */
    private void waitForTopics(String detail) {
        long waitedMs = time.milliseconds() - missingSinceMs;
        if (waitedMs >= 2L * shared.heartbeatIntervalMs()) {
            member.onVerdict(
                    AssignmentVerdict.MISSING_SOURCE_TOPICS,
                    "Input topics do not exist, after waiting " + waitedMs + " ms for them. The broker says: "
                            + detail);
        }
    }

    private static boolean is(StreamsGroupHeartbeatResponseData.Status status, Status wanted) {
        return status.statusCode() == wanted.code();
    }

    /** Turns the client's tasks into ours. */
    private final class Callbacks implements StreamsRebalanceListener {
        private final TaskListener listener;

        Callbacks(TaskListener listener) {
            this.listener = listener;
        }

        @Override
        public void onTasksRevoked(Set<StreamsRebalanceData.TaskId> tasks) {
            listener.revoked(BrokerTopology.ours(tasks));
        }

        @Override
        public void onTasksAssigned(StreamsRebalanceData.Assignment assignment) {
            Set<TaskId> copies = new HashSet<>(BrokerTopology.ours(assignment.standbyTasks()));
            copies.addAll(BrokerTopology.ours(assignment.warmupTasks()));
            member.onStandbyTasks(Set.copyOf(copies));
            listener.assigned(BrokerTopology.ours(assignment.activeTasks()));
            shared.setReconciledAssignment(assignment);
        }

        @Override
        public void onAllTasksLost() {
            listener.lost();
            shared.setReconciledAssignment(StreamsRebalanceData.Assignment.EMPTY);
        }
    }
}
