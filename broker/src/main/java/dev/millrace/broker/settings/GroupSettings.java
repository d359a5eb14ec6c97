package dev.millrace.broker.settings;

/**
 * How consumer groups are coordinated.
 *
 * <p>Immutable.
 *
 * @param settlingDelayMs how long the first member of an empty group waits for others
 *     ({@code group.initial.rebalance.delay.ms})
 * @param maxMembers most members of one group ({@code group.max.size})
 * @param sessions when a member is taken for dead
 * @param offsets how long committed offsets are kept
 */
public record GroupSettings(int settlingDelayMs, int maxMembers, SessionSettings sessions, OffsetSettings offsets) {
    /** No settling delay and no bound on members. */
    public static final GroupSettings DEFAULTS =
            new GroupSettings(0, Integer.MAX_VALUE, SessionSettings.DEFAULTS, OffsetSettings.DEFAULTS);

    /** Checks the bounds. */
    public GroupSettings {
        Bounds.atLeast("group.initial.rebalance.delay.ms", settlingDelayMs, 0);
        Bounds.atLeast("group.max.size", maxMembers, 1);
    }

    /** Returns these settings with another settling delay. */
    public GroupSettings withSettlingDelayMs(int delayMs) {
        return new GroupSettings(delayMs, maxMembers, sessions, offsets);
    }

    /** Returns these settings with other sessions. */
    public GroupSettings withSessions(SessionSettings newSessions) {
        return new GroupSettings(settlingDelayMs, maxMembers, newSessions, offsets);
    }
}
