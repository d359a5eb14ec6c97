package dev.millrace.broker.group;

import java.util.Set;

import org.apache.kafka.common.protocol.Errors;

/**
 * Answers the wish to forget offsets of a group.
 *
 * <p>Immutable.
 *
 * @param error NONE, or why nothing was forgotten
 * @param subscribed topics whose offsets stay, because members of the group read them
 */
public record OffsetDeletion(Errors error, Set<String> subscribed) {
    static OffsetDeletion refused(Errors error) {
        return new OffsetDeletion(error, Set.of());
    }
}
