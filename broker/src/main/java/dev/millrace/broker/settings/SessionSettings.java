package dev.millrace.broker.settings;

/**
 * When a group member is taken for dead.
 *
 * <p>Immutable.
 *
 * @param minTimeoutMs shortest session time-out a member may ask for ({@code group.min.session.timeout.ms})
 * @param maxTimeoutMs longest session time-out a member may ask for ({@code group.max.session.timeout.ms})
 * @param deadConnectionGraceMs how long a member without group instance id may stay away after its connection has
 *     closed ({@code millrace.dead.connection.grace.ms}); shorter than the clients' heartbeat interval it may cost a
 *     member that only lost its connection a rejoin
 * @param restartGraceMs how long such members may take to come back after a restart of the broker
 *     ({@code millrace.restart.grace.ms})
 */
public record SessionSettings(int minTimeoutMs, int maxTimeoutMs, int deadConnectionGraceMs, int restartGraceMs) {
    /**
     * Six seconds to half an hour as Apache Kafka has it; two seconds after a closed connection, five after a
     * restart.
     */
    public static final SessionSettings DEFAULTS = new SessionSettings(6_000, 1_800_000, 2_000, 5_000);

    /** Checks the bounds. */
    public SessionSettings {
        Bounds.atLeast("group.min.session.timeout.ms", minTimeoutMs, 0);
        Bounds.between("group.max.session.timeout.ms", maxTimeoutMs, Math.max(1, minTimeoutMs), Integer.MAX_VALUE);
        Bounds.atLeast("millrace.dead.connection.grace.ms", deadConnectionGraceMs, 0);
        Bounds.atLeast("millrace.restart.grace.ms", restartGraceMs, 0);
    }

    /** Returns these settings with another grace after a closed connection. */
    public SessionSettings withDeadConnectionGraceMs(int graceMs) {
        return new SessionSettings(minTimeoutMs, maxTimeoutMs, graceMs, restartGraceMs);
    }
}
