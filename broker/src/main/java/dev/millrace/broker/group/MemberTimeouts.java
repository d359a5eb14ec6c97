package dev.millrace.broker.group;

/**
 * How long the group waits for a member.
 *
 * <p>Immutable.
 *
 * @param sessionMs without any sign of life
 * @param rebalanceMs to join again, or to bring the assignment, during a rebalance
 */
public record MemberTimeouts(int sessionMs, int rebalanceMs) {}
