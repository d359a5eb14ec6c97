package dev.millrace.broker.streamsgroup;

import dev.millrace.broker.coordinator.Timer;

/**
 * Where a member was last heard of, and how long it may stay silent or keep what it was told to give up.
 *
 * <p>Confined to the event-loop thread.
 */
final class Presence {
    private final Timer session;
    private final Timer revocation;
    private String connectionId = "";

    /**
     * Takes two clocks.
     *
     * @param session running: ends the membership
     * @param revocation stopped: ends the membership of who keeps tasks too long
     */
    Presence(Timer session, Timer revocation) {
        this.session = session;
        this.revocation = revocation;
    }

    void heardOf(String newConnectionId, long sessionEndsMs) {
        connectionId = newConnectionId;
        session.moveTo(sessionEndsMs);
    }

    boolean isAt(String aConnectionId) {
        return connectionId.equals(aConnectionId);
    }

    /** Lets the session end at some time, or sooner if it was to end sooner. */
    void endSessionBy(long atMs) {
        session.moveTo(session.isRunning() ? Math.min(session.atMs(), atMs) : atMs);
    }

    /** Gives the member until some time to give tasks up, unless it has been given a time already. */
    void mustRevokeBy(long atMs) {
        if (!revocation.isRunning()) {
            revocation.moveTo(atMs);
        }
    }

    void hasRevoked() {
        revocation.stop();
    }

    void end() {
        session.stop();
        revocation.stop();
    }
}
