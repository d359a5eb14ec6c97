package dev.millrace.broker.settings;

/**
 * How a group of the Streams protocol (KIP-1071) is coordinated.
 *
 * <p>Immutable.
 *
 * @param timing how often members come by ({@code group.streams.session.timeout.ms} and the like)
 * @param maxMembers most members of one group ({@code group.streams.max.size})
 * @param standbyReplicas how many copies of each task with state are kept ({@code group.streams.num.standby.replicas})
 * @param maxStandbyReplicas most copies that a group may ask for ({@code group.streams.max.standby.replicas})
 * @param initialDelayMs how long the first member of an empty group waits for others
 *     ({@code group.streams.initial.rebalance.delay.ms})
 */
public record StreamsGroupSettings(
        MemberTiming timing, int maxMembers, int standbyReplicas, int maxStandbyReplicas, int initialDelayMs) {
    /** Apache Kafka's, but the first member does not wait. */
    public static final StreamsGroupSettings DEFAULTS =
            new StreamsGroupSettings(MemberTiming.DEFAULTS, Integer.MAX_VALUE, 0, 2, 0);

    /** Checks the bounds. */
    public StreamsGroupSettings {
        Bounds.atLeast("group.streams.max.size", maxMembers, 1);
        Bounds.atLeast("group.streams.max.standby.replicas", maxStandbyReplicas, 0);
        Bounds.between("group.streams.num.standby.replicas", standbyReplicas, 0, maxStandbyReplicas);
        Bounds.atLeast("group.streams.initial.rebalance.delay.ms", initialDelayMs, 0);
    }

    /** Returns these settings for members with other clocks. */
    public StreamsGroupSettings withTiming(MemberTiming newTiming) {
        return new StreamsGroupSettings(newTiming, maxMembers, standbyReplicas, maxStandbyReplicas, initialDelayMs);
    }

    /** Returns the same with another number of copies. */
    public StreamsGroupSettings withStandbyReplicas(int copies) {
        return new StreamsGroupSettings(timing, maxMembers, copies, maxStandbyReplicas, initialDelayMs);
    }

    /** Returns the same with another delay. */
    public StreamsGroupSettings withInitialDelayMs(int delayMs) {
        return new StreamsGroupSettings(timing, maxMembers, standbyReplicas, maxStandbyReplicas, delayMs);
    }
}
