package dev.millrace.broker.group;

import java.util.function.Consumer;

import org.apache.kafka.common.protocol.Errors;

import dev.millrace.broker.coordinator.Turn;

/**
 * Where a group stands, and what the requests of its members lead to from there.
 *
 * <p>Confined to the event-loop thread.
 */
sealed interface GroupState permits EmptyGroup, PreparingRebalance, CompletingRebalance, StableGroup {
    /** Returns the name that the protocol uses for the state. */
    String title();

    /** Called when members have come or gone, so that who is in the group is no longer what it was. */
    void membersChanged(Turn turn);

    /** A known member joins again. */
    void rejoin(Member member, JoinRequest request, Consumer<JoinReply> to, Turn turn);

    /** A static member came back under a new id, already entered; {@code changed} if it now wants something else. */
    void returned(Member member, ReturnedMember how, Consumer<JoinReply> to, Turn turn);

    /** A member asks for its assignment. */
    void sync(Member member, SyncRequest request, Consumer<SyncReply> to, Turn turn);

    /** Returns what a heartbeat of a member in good standing is told. */
    Errors heartbeat();

    /** Returns whether a member in good standing may commit offsets now. */
    Errors commit();

    /** Stops the clocks of the state, because the group leaves it. */
    void end();

    /**
     * How a static member came back.
     *
     * @param oldId the id of its former incarnation, which is now fenced
     * @param changed whether its offer for the protocol in use differs
     * @param skipAssignment whether the reply can say that nothing is to be assigned
     */
    record ReturnedMember(String oldId, boolean changed, boolean skipAssignment) {}
}
