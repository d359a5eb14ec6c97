package dev.millrace.broker.settings;

/**
 * How a group of the Streams protocol (KIP-1071) is coordinated.
 *
 * <p>Immutable.
 *
 * @param sessionTimeoutMs how long a member may stay silent ({@code group.streams.session.timeout.ms})
 * @param heartbeatIntervalMs how often a member comes by while nothing changes
 *     ({@code group.streams.heartbeat.interval.ms})
 * @param maxMembers most members of one group ({@code group.streams.max.size})
 * @param standbyReplicas how many copies of each task with state are kept ({@code group.streams.num.standby.replicas})
 * @param initialDelayMs how long the first member of an empty group waits for others
 *     ({@code group.streams.initial.rebalance.delay.ms})
 */
public record StreamsGroupSettings(
        int sessionTimeoutMs, int heartbeatIntervalMs, int maxMembers, int standbyReplicas, int initialDelayMs) {
    /** Apache Kafka's, but the first member does not wait. */
    public static final StreamsGroupSettings DEFAULTS =
            new StreamsGroupSettings(45_000, 5_000, Integer.MAX_VALUE, 0, 0);

    /** Checks the bounds. */
    public StreamsGroupSettings {
        Bounds.atLeast("group.streams.session.timeout.ms", sessionTimeoutMs, 1);
        Bounds.atLeast("group.streams.heartbeat.interval.ms", heartbeatIntervalMs, 1);
        Bounds.atLeast("group.streams.max.size", maxMembers, 1);
        Bounds.atLeast("group.streams.num.standby.replicas", standbyReplicas, 0);
        Bounds.atLeast("group.streams.initial.rebalance.delay.ms", initialDelayMs, 0);
    }
}
