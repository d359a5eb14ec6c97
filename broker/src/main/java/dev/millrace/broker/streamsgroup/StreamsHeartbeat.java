package dev.millrace.broker.streamsgroup;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.millrace.broker.membership.Origin;

/**
 * What a member says in a heartbeat. Whatever may be null means "as before".
 *
 * <p>Immutable.
 *
 * @param groupId which group
 * @param memberId made by the client
 * @param memberEpoch the epoch it has reached; 0 to join, -1 to leave, -2 to leave for a while
 * @param from where the request came from
 * @param news what has changed about it
 * @param topology of a member that joins
 * @param owned what it does right now
 * @param endpointsEpoch the version of the endpoints that it knows
 * @param shutdown whether it wants all members to stop
 * @param topicMaker makes a topic if this member may, else returns why not
 */
public record StreamsHeartbeat(
        String groupId,
        String memberId,
        int memberEpoch,
        Origin from,
        News news,
        @Nullable StreamsTopology topology,
        @Nullable TaskRoles owned,
        int endpointsEpoch,
        boolean shutdown,
        Function<DemandedTopic, Optional<String>> topicMaker) {
    /** The epoch with which a member joins. */
    public static final int JOIN = 0;

    /** The epoch with which a member leaves for good. */
    public static final int LEAVE = -1;

    /**
     * What a member tells of itself.
     *
     * @param instanceId of a static member
     * @param rackId where it runs
     * @param rebalanceTimeoutMs how long it may take to give tasks up; -1 if unchanged
     * @param processId the process it is a thread of
     * @param endpoint where its state can be asked for
     * @param tags for the placement of copies
     */
    public record News(
            @Nullable String instanceId,
            @Nullable String rackId,
            int rebalanceTimeoutMs,
            @Nullable String processId,
            StreamsMember.@Nullable UserEndpoint endpoint,
            @Nullable Map<String, String> tags) {}

    /** Returns what is known about a member that joins. */
    StreamsMember.About introduced() {
        return new StreamsMember.About(
                news.instanceId(),
                news.rackId(),
                from.clientId(),
                from.clientHost(),
                Math.max(0, news.rebalanceTimeoutMs()),
                topology == null ? 0 : topology.epoch(),
                news.processId() == null ? memberId : news.processId(),
                news.endpoint(),
                news.tags() == null ? Map.of() : news.tags());
    }

    /** Returns what is known about a member after this. */
    StreamsMember.About update(StreamsMember.About known) {
        return new StreamsMember.About(
                known.instanceId(),
                news.rackId() == null ? known.rackId() : news.rackId(),
                from.clientId(),
                from.clientHost(),
                news.rebalanceTimeoutMs() < 0 ? known.rebalanceTimeoutMs() : news.rebalanceTimeoutMs(),
                known.topologyEpoch(),
                news.processId() == null ? known.processId() : news.processId(),
                news.endpoint() == null ? known.endpoint() : news.endpoint(),
                news.tags() == null ? known.tags() : news.tags());
    }
}
