package dev.millrace.broker.settings;

import java.util.Map;

/**
 * How often members of a group come by and how long they may stay silent, with what single groups may be set to.
 *
 * <p>Immutable.
 *
 * @param sessionTimeoutMs how long a member may stay silent
 * @param heartbeatIntervalMs how often a member comes by while nothing changes
 * @param sessionBounds what a group's own session time-out may be
 * @param heartbeatBounds what a group's own interval may be
 */
public record MemberTiming(int sessionTimeoutMs, int heartbeatIntervalMs, Range sessionBounds, Range heartbeatBounds) {
    /** Apache Kafka's. */
    public static final MemberTiming DEFAULTS =
            new MemberTiming(45_000, 5_000, new Range(45_000, 60_000), new Range(5_000, 15_000));

    static MemberTiming read(String prefix, PropertyValues values) {
        MemberTiming checked = new MemberTiming(
                values.count(prefix + "session.timeout.ms", DEFAULTS.sessionTimeoutMs),
                values.count(prefix + "heartbeat.interval.ms", DEFAULTS.heartbeatIntervalMs),
                range(prefix, "session.timeout.ms", DEFAULTS.sessionBounds, values),
                range(prefix, "heartbeat.interval.ms", DEFAULTS.heartbeatBounds, values));
        checked.sessionBounds.check(prefix + "session.timeout.ms", checked.sessionTimeoutMs);
        checked.heartbeatBounds.check(prefix + "heartbeat.interval.ms", checked.heartbeatIntervalMs);
        return checked;
    }

    private static Range range(String prefix, String name, Range defaults, PropertyValues values) {
        int least = values.count(prefix + "min." + name, defaults.least);
        int most = values.count(prefix + "max." + name, defaults.most);
        Bounds.atLeast(prefix + "min." + name, least, 1);
        Bounds.atLeast(prefix + "max." + name, most, least);
        return new Range(least, most);
    }

    void write(String prefix, Map<String, Object> to) {
        to.put(prefix + "session.timeout.ms", sessionTimeoutMs);
        to.put(prefix + "min.session.timeout.ms", sessionBounds.least);
        to.put(prefix + "max.session.timeout.ms", sessionBounds.most);
        to.put(prefix + "heartbeat.interval.ms", heartbeatIntervalMs);
        to.put(prefix + "min.heartbeat.interval.ms", heartbeatBounds.least);
        to.put(prefix + "max.heartbeat.interval.ms", heartbeatBounds.most);
    }

    /** Returns the same with another session time-out, whatever the bounds say. */
    public MemberTiming withSessionTimeoutMs(int timeoutMs) {
        return new MemberTiming(timeoutMs, heartbeatIntervalMs, sessionBounds, heartbeatBounds);
    }

    /** Returns the same with another interval, whatever the bounds say. */
    public MemberTiming withHeartbeatIntervalMs(int intervalMs) {
        return new MemberTiming(sessionTimeoutMs, intervalMs, sessionBounds, heartbeatBounds);
    }

    /**
     * What a number of milliseconds may be.
     *
     * @param least inclusive
     * @param most inclusive
     */
    public record Range(int least, int most) {
        void check(String name, int value) {
            Bounds.between(name, value, least, most);
        }
    }
}
