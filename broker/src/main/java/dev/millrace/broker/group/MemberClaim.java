package dev.millrace.broker.group;

import org.jspecify.annotations.Nullable;

/**
 * Who a request says it comes from.
 *
 * <p>Immutable.
 *
 * @param memberId given by the coordinator; empty before that
 * @param instanceId chosen by the user for a static member (KIP-345); null for others
 */
public record MemberClaim(String memberId, @Nullable String instanceId) {}
