package dev.millrace.broker.membership;

import dev.millrace.broker.coordinator.Timer;

/**
 * Where a member was last heard of, and how long it may stay silent or keep what it was told to give up.
 *
 * <p>Confined to the event-loop thread.
 */
public final class Presence {
    private final Timer session;
    private final Timer revocation;
    private String connectionId = "";

    /**
     * Takes two clocks.
     *
     * @param session running: ends the membership
     * @param revocation stopped: ends the membership of who keeps too long what it was to give up
     */
    public Presence(Timer session, Timer revocation) {
        this.session = session;
        this.revocation = revocation;
    }

    /** Takes a sign of life that came over a connection. */
    public void heardOf(String newConnectionId, long sessionEndsMs) {
        connectionId = newConnectionId;
        session.moveTo(sessionEndsMs);
    }

    /** Returns whether the member was last heard of over a connection. */
    public boolean isAt(String aConnectionId) {
        return connectionId.equals(aConnectionId);
    }

    /** Lets the session end at some time, or sooner if it was to end sooner. */
    public void endSessionBy(long atMs) {
        session.moveTo(session.isRunning() ? Math.min(session.atMs(), atMs) : atMs);
    }

    /** Gives the member until some time to give things up, unless it has been given a time already. */
    public void mustRevokeBy(long atMs) {
        if (!revocation.isRunning()) {
            revocation.moveTo(atMs);
        }
    }

    /** Stops the clock of what was to be given up. */
    public void hasRevoked() {
        revocation.stop();
    }

    /** Stops both clocks, since the member is none any more. */
    public void end() {
        session.stop();
        revocation.stop();
    }
}
