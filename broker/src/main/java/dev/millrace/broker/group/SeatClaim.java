package dev.millrace.broker.group;

/**
 * A member that claims its place in a generation.
 *
 * <p>Immutable.
 *
 * @param member who
 * @param generation which the member believes to be the current one; negative for commits without membership
 */
public record SeatClaim(MemberClaim member, int generation) {}
