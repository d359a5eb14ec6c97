package dev.millrace.broker.settings;

import java.util.EnumSet;
import java.util.Set;

/**
 * How consumer groups are coordinated.
 *
 * <p>Immutable.
 *
 * @param protocols those that members may speak ({@code group.coordinator.rebalance.protocols})
 * @param settlingDelayMs how long the first member of an empty group waits for others
 *     ({@code group.initial.rebalance.delay.ms})
 * @param maxMembers most members of one group ({@code group.max.size})
 * @param sessions when a member is taken for dead
 * @param offsets how long committed offsets are kept
 * @param consumer how groups of the consumer protocol are coordinated
 * @param streams how groups of the Streams protocol are coordinated
 */
public record GroupSettings(
        Set<MemberProtocol> protocols,
        int settlingDelayMs,
        int maxMembers,
        SessionSettings sessions,
        OffsetSettings offsets,
        ConsumerGroupSettings consumer,
        StreamsGroupSettings streams) {
    /** No settling delay and no bound on members. */
    public static final GroupSettings DEFAULTS = new GroupSettings(
            EnumSet.allOf(MemberProtocol.class),
            0,
            Integer.MAX_VALUE,
            SessionSettings.DEFAULTS,
            OffsetSettings.DEFAULTS,
            ConsumerGroupSettings.DEFAULTS,
            StreamsGroupSettings.DEFAULTS);

    /** Checks the bounds. */
    public GroupSettings {
        protocols = Set.copyOf(protocols);
        Bounds.atLeast("group.initial.rebalance.delay.ms", settlingDelayMs, 0);
        Bounds.atLeast("group.max.size", maxMembers, 1);
    }

    /** Returns these settings with another settling delay. */
    public GroupSettings withSettlingDelayMs(int delayMs) {
        return new GroupSettings(protocols, delayMs, maxMembers, sessions, offsets, consumer, streams);
    }

    /** Returns these settings with other sessions. */
    public GroupSettings withSessions(SessionSettings newSessions) {
        return new GroupSettings(protocols, settlingDelayMs, maxMembers, newSessions, offsets, consumer, streams);
    }

    /** Returns these settings with other rules for the consumer protocol. */
    public GroupSettings withConsumer(ConsumerGroupSettings newConsumer) {
        return new GroupSettings(protocols, settlingDelayMs, maxMembers, sessions, offsets, newConsumer, streams);
    }

    /** Returns these settings with other rules for the Streams protocol. */
    public GroupSettings withStreams(StreamsGroupSettings newStreams) {
        return new GroupSettings(protocols, settlingDelayMs, maxMembers, sessions, offsets, consumer, newStreams);
    }
}
