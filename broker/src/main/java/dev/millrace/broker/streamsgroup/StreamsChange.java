package dev.millrace.broker.streamsgroup;

/** What one record says of a group of the Streams protocol. Immutable. */
public sealed interface StreamsChange {
    /** Returns the group that changed. */
    String groupId();

    /** The group has this beside its members. */
    record Headed(String groupId, StreamsGroupHead head) implements StreamsChange {}

    /** The group is gone. */
    record Gone(String groupId) implements StreamsChange {}

    /** A member is so now. */
    record Enrolled(String groupId, StreamsMember member) implements StreamsChange {}

    /** A member is gone. */
    record Dismissed(String groupId, String memberId) implements StreamsChange {}
}
