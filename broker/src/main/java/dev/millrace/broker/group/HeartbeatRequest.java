package dev.millrace.broker.group;

/**
 * A sign of life of a member.
 *
 * <p>Immutable.
 *
 * @param groupId the group
 * @param seat who and for which generation
 * @param sender from where
 */
public record HeartbeatRequest(String groupId, SeatClaim seat, Sender sender) {}
