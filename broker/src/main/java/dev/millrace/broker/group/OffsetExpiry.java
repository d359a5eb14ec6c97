package dev.millrace.broker.group;

import java.util.OptionalLong;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import dev.millrace.broker.settings.OffsetSettings;

/**
 * Decides which committed offsets have outlived their use (KIP-211).
 *
 * <p>The retention counts from the commit for a group that never had members, from when the group became empty for
 * others. In a group with members only offsets of topics that nobody subscribes to any more expire. A client of the
 * time before may have asked for a time of its own.
 *
 * <p>Immutable.
 */
record OffsetExpiry(OffsetSettings settings, long nowMs) {
    boolean isOver(@Nullable KnownGroup group, TopicPartition partition, CommittedOffset offset) {
        if (group == null || group.isEmpty()) {
            return nowMs >= endMs(group, offset);
        }
        return group.tellsTopics()
                && !group.mayRead(partition.topic())
                && nowMs >= offset.commitMs() + settings.retentionMs();
    }

    private long endMs(@Nullable KnownGroup group, CommittedOffset offset) {
        if (offset.expireMs() != CommittedOffset.NO_EXPIRY) {
            return offset.expireMs();
        }
        OptionalLong emptySinceMs = group == null ? OptionalLong.empty() : group.emptySinceMs();
        long sinceMs = Math.max(emptySinceMs.orElse(offset.commitMs()), offset.commitMs());
        return sinceMs + settings.retentionMs();
    }
}
