package dev.millrace.broker.streamsgroup;

/**
 * Something that a member is told beside its tasks.
 *
 * <p>Immutable.
 *
 * @param code what it is about
 * @param detail a sentence for people
 */
public record GroupStatus(Code code, String detail) {
    /** What a status is about, with its number in the protocol (KIP-1071). */
    public enum Code {
        /** The member's topology is older than the group's. */
        STALE_TOPOLOGY,
        /** A topic of the user is missing, or a pattern matches none. */
        MISSING_SOURCE_TOPICS,
        /** A topic has another number of partitions than the topology needs. */
        INCORRECTLY_PARTITIONED_TOPICS,
        /** A repartition or changelog topic is missing and could not be made yet. */
        MISSING_INTERNAL_TOPICS,
        /** A member asked for all to stop. */
        SHUTDOWN_APPLICATION,
        /** The group waits a little for more members before it hands out tasks. */
        ASSIGNMENT_DELAYED;

        /** Returns the number in the protocol. */
        public byte number() {
            return (byte) ordinal();
        }
    }
}
