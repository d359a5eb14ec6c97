package dev.millrace.broker.consumergroup;

import java.util.SortedSet;

/** What one record says of a group of the consumer protocol. Immutable. */
public sealed interface ConsumerChange {
    /** Returns the group that changed. */
    String groupId();

    /** The group has this beside its members. */
    record Begun(String groupId, ConsumerGroupHead head) implements ConsumerChange {}

    /** The group is gone. */
    record Ended(String groupId) implements ConsumerChange {}

    /** A member is so now. */
    record Present(String groupId, ConsumerMember member) implements ConsumerChange {}

    /** A member is gone. */
    record Left(String groupId, String memberId) implements ConsumerChange {}

    /** These topics match a pattern. */
    record Matched(String groupId, String pattern, SortedSet<String> topics) implements ConsumerChange {}

    /** Nobody asks for a pattern any more. */
    record Unmatched(String groupId, String pattern) implements ConsumerChange {}
}
