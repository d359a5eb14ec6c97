package dev.millrace.broker.group;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Reads which topics the members of a {@code consumer} group subscribe to, which stand at the beginning of the
 * metadata of every version: a version as an int16, then an array of strings with an int32 for the count and an int16
 * for each length.
 *
 * <p>Without state.
 */
final class SubscribedTopics {
    static final String CONSUMER = "consumer";

    private SubscribedTopics() {}

    /** Returns the topics of all members; empty if they cannot be known, for other protocols or broken metadata. */
    static Optional<Set<String>> of(Group group) {
        if (!CONSUMER.equals(group.protocolType()) || !(group.state() instanceof StableGroup)) {
            return Optional.empty();
        }
        Set<String> topics = new HashSet<>();
        for (Member member : group.members().all()) {
            if (!read(ByteBuffer.wrap(member.metadata(group.protocolName())), topics)) {
                return Optional.empty();
            }
        }
        return Optional.of(topics);
    }

    private static boolean read(ByteBuffer metadata, Set<String> topics) {
        try {
            metadata.getShort();
            int count = metadata.getInt();
            for (int i = 0; i < count; i++) {
                int length = metadata.getShort();
                if (length < 0 || length > metadata.remaining()) {
                    return false;
                }
                byte[] name = new byte[length];
                metadata.get(name);
                topics.add(new String(name, StandardCharsets.UTF_8));
            }
            return count >= 0;
        } catch (BufferUnderflowException e) {
            // Members may put what they like into their metadata; then nothing is known and nothing expires.
            return false;
        }
    }
}
