package dev.millrace.streams.internal.assignment;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Configurable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.streams.errors.StreamsException;

/**
 * The end of the group protocol that the consumer calls: says what this member has, places the tasks of all members if
 * this one leads, takes the leader's word.
 *
 * <p>An error on the leader is told to every member in words, so that each stops with the reason in its log.
 * <i>Confined to the stream thread.</i>
 */
public final class GroupAssignor implements ConsumerPartitionAssignor, Configurable {
    private static final String NAME = "stream";
    private static final Logger LOG = LoggerFactory.getLogger(GroupAssignor.class);

    private LocalMember member;

    /** Made by the consumer, which configures it next. */
    @SuppressWarnings("NullAway.Init")
    public GroupAssignor() {}

    @Override
    public void configure(Map<String, ?> configs) {
        if (!(configs.get(LocalMember.CONFIG) instanceof LocalMember local)) {
            throw new IllegalArgumentException(LocalMember.CONFIG + " must be the stream thread, not "
                    + configs.get(LocalMember.CONFIG) + ": this assignor serves the streams library only");
        }
        member = local;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<RebalanceProtocol> supportedProtocols() {
        return List.of(RebalanceProtocol.EAGER, RebalanceProtocol.COOPERATIVE);
    }

    @Override
    public ByteBuffer subscriptionUserData(Set<String> topics) {
        member.onJoining();
        return new SubscriptionV1(
                        member.processId(),
                        member.shutdownApplicationRequested(),
                        member.runningTasks(),
                        member.standbyTasks(),
                        member.stateSums(),
                        member.endpoint(),
                        member.clientTags())
                .encode();
    }

    @Override
    public GroupAssignment assign(Cluster cluster, GroupSubscription group) {
        try {
            return assignTasks(cluster, group);
        } catch (StreamsException cannotAssign) {
            LOG.error("Tasks cannot be assigned, telling all members", cannotAssign);
            return AssignmentV1.failed(AssignmentVerdict.on(cannotAssign), cannotAssign.getMessage())
                    .toAll(group);
        }
    }

    @Override
    public void onAssignment(Assignment assignment, ConsumerGroupMetadata metadata) {
        member.onJoined();
        try {
            AssignmentV1 told = AssignmentV1.decode(assignment.userData());
            member.onVerdict(told.verdict(), told.message());
            if (told.verdict() == AssignmentVerdict.ASSIGNED) {
                member.onStandbyTasks(told.standby());
                member.onLayout(told.layout());
                member.onFollowUp(told.followUpMs());
            }
        } catch (StreamsException unreadable) {
            member.onVerdict(AssignmentVerdict.FAILED, unreadable.getMessage());
        }
    }

    private GroupAssignment assignTasks(Cluster cluster, GroupSubscription group) {
        GroupMembers members = GroupMembers.of(group.groupSubscription());
        if (members.anyWantsShutdown()) {
            return AssignmentV1.failed(
                            AssignmentVerdict.SHUTDOWN_APPLICATION,
                            "A member failed and asked for the whole application to be shut down")
                    .toAll(group);
        }
        Leadership leader = member.leadership();
        TaskPartitions tasks = TaskPartitions.of(member.topics(), partitionCounts(cluster));
        leader.internalTopics().makeReady(tasks.internalTopics(), tasks.internalTopicConfigs());
        ApplicationView state = new ApplicationView(members, tasks, leader.configs(), cluster, leader.cluster());
        return leader.policy().assign(state, group);
    }

    private static Map<String, Integer> partitionCounts(Cluster cluster) {
        Map<String, Integer> counts = new HashMap<>();
        cluster.topics().forEach(topic -> counts.put(topic, cluster.partitionCountForTopic(topic)));
        return counts;
    }
}
