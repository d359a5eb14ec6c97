package dev.millrace.broker.group;

/**
 * Asks to become, or to remain, a member in the next generation.
 *
 * <p>Immutable.
 *
 * @param groupId the group
 * @param member who asks
 * @param sender from where
 * @param timeouts how long the group is to wait for this member
 * @param offer what the member can take part in
 * @param dialect what the version of the request allows in the reply
 */
public record JoinRequest(
        String groupId, MemberClaim member, Sender sender, MemberTimeouts timeouts, Offer offer, Dialect dialect) {

    /**
     * What differs between versions of the request.
     *
     * @param memberIdFirst a new member is first told its id and joins with it (version 4, KIP-394)
     * @param skipAssignment a returning static leader may be told that there is nothing to assign (version 9, KIP-814)
     */
    public record Dialect(boolean memberIdFirst, boolean skipAssignment) {}
}
