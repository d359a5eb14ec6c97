package dev.millrace.broker.group;

import org.apache.kafka.common.protocol.Errors;

/**
 * What became of one member that was to leave.
 *
 * <p>Immutable.
 *
 * @param member as the request named it
 * @param error NONE, or why it did not leave
 */
public record Departure(MemberClaim member, Errors error) {}
