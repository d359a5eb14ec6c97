package dev.millrace.broker.group;

import java.util.List;
import java.util.function.Consumer;

import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

import dev.millrace.broker.coordinator.Timer;
import dev.millrace.broker.coordinator.Turn;

/**
 * One member of a group: what it offers, what it was given, and the requests of it that wait.
 *
 * <p>Its session clock stands still while its join waits, since the client sends nothing meanwhile.
 *
 * <p>Confined to the event-loop thread.
 */
final class Member {
    private final @Nullable String instanceId;
    private final Timer session;
    private String id;
    private Sender sender;
    private MemberTimeouts timeouts;
    private List<Protocol> protocols;
    private byte[] assignment = SyncReply.NOTHING;
    private @Nullable Consumer<JoinReply> waitingJoin;
    private @Nullable Consumer<SyncReply> waitingSync;

    Member(MemberClaim claim, Sender sender, MemberTimeouts timeouts, List<Protocol> protocols, Timer session) {
        this.id = claim.memberId();
        this.instanceId = claim.instanceId();
        this.sender = sender;
        this.timeouts = timeouts;
        this.protocols = List.copyOf(protocols);
        this.session = session;
    }

    String id() {
        return id;
    }

    @Nullable
    String instanceId() {
        return instanceId;
    }

    boolean isStatic() {
        return instanceId != null;
    }

    Sender sender() {
        return sender;
    }

    MemberTimeouts timeouts() {
        return timeouts;
    }

    List<Protocol> protocols() {
        return protocols;
    }

    byte[] assignment() {
        return assignment;
    }

    void assign(byte[] newAssignment) {
        assignment = newAssignment;
    }

    /** Takes over the id, place and wishes of a newer incarnation. */
    void update(String newId, JoinRequest request) {
        id = newId;
        sender = request.sender();
        timeouts = request.timeouts();
        protocols = request.offer().protocols();
    }

    /** Takes a sign of life; the session of a member whose join waits stands still. */
    void heardOf(Sender from, Turn turn) {
        sender = from;
        if (!isJoining()) {
            renewSession(turn.nowMs());
        }
    }

    /** Returns the metadata for a protocol; empty if the member does not know the protocol. */
    byte[] metadata(@Nullable String protocolName) {
        for (Protocol protocol : protocols) {
            if (protocol.name().equals(protocolName)) {
                return protocol.metadata();
            }
        }
        return SyncReply.NOTHING;
    }

    boolean isJoining() {
        return waitingJoin != null;
    }

    void parkJoin(Consumer<JoinReply> to, Turn turn) {
        answerJoin(JoinReply.refused(Errors.REBALANCE_IN_PROGRESS, id), turn);
        waitingJoin = to;
        session.stop();
    }

    void answerJoin(JoinReply reply, Turn turn) {
        Consumer<JoinReply> to = waitingJoin;
        if (to != null) {
            waitingJoin = null;
            turn.reply(to, reply, error -> JoinReply.refused(error, reply.memberId()));
        }
    }

    boolean isSyncing() {
        return waitingSync != null;
    }

    void parkSync(Consumer<SyncReply> to, Turn turn) {
        answerSync(SyncReply.refused(Errors.REBALANCE_IN_PROGRESS), turn);
        waitingSync = to;
    }

    void answerSync(SyncReply reply, Turn turn) {
        Consumer<SyncReply> to = waitingSync;
        if (to != null) {
            waitingSync = null;
            turn.reply(to, reply, SyncReply::refused);
        }
    }

    /** Refuses whatever waits. */
    void refuse(Errors error, Turn turn) {
        answerJoin(JoinReply.refused(error, id), turn);
        answerSync(SyncReply.refused(error), turn);
    }

    /** Starts the session clock anew after a sign of life. */
    void renewSession(long nowMs) {
        session.moveTo(nowMs + timeouts.sessionMs());
    }

    /**
     * Starts the session clock at the end of a wait, unless it runs already: then the connection was lost meanwhile,
     * and the member keeps the little time that was left to it.
     */
    void resumeSession(long nowMs) {
        if (!session.isRunning()) {
            renewSession(nowMs);
        }
    }

    /** Lets the session end within some time, or sooner if it was to end sooner. */
    void shortenSession(long nowMs, long graceMs) {
        long limitMs = nowMs + graceMs;
        session.moveTo(session.isRunning() ? Math.min(session.atMs(), limitMs) : limitMs);
    }

    void endSession() {
        session.stop();
    }
}
