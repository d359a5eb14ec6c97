package dev.millrace.broker.streamsgroup;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import dev.millrace.broker.membership.Presence;

/**
 * One group of the Streams protocol: what its records say, and beside it what is known only while the broker runs.
 *
 * <p>Confined to the event-loop thread.
 */
final class StreamsGroup {
    private final String id;
    private final SortedMap<String, StreamsMember> members = new TreeMap<>();
    private final Map<String, Presence> presences = new HashMap<>();
    private StreamsGroupHead head;
    private @Nullable ResolvedTopology resolved;
    private @Nullable String shutdownBy;
    private long delayedUntilMs;
    private int endpointsEpoch;

    StreamsGroup(String id, long nowMs) {
        this.id = id;
        this.head = StreamsGroupHead.begun(nowMs);
    }

    String id() {
        return id;
    }

    StreamsGroupHead head() {
        return head;
    }

    Collection<StreamsMember> members() {
        return members.values();
    }

    @Nullable
    StreamsMember member(String memberId) {
        return members.get(memberId);
    }

    /** Returns who holds an instance id; null if nobody. */
    @Nullable
    StreamsMember ofInstance(@Nullable String instanceId) {
        for (StreamsMember member : members.values()) {
            if (instanceId != null && instanceId.equals(member.about().instanceId())) {
                return member;
            }
        }
        return null;
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    /** Returns what the topology came to when it was last held against the topics; null if that was not done yet. */
    @Nullable
    ResolvedTopology resolved() {
        return resolved;
    }

    void resolved(ResolvedTopology outcome) {
        resolved = outcome;
    }

    /** Returns until when no tasks are handed out since others may come, in milliseconds since 1970. */
    long delayedUntilMs() {
        return delayedUntilMs;
    }

    void delayUntil(long atMs) {
        delayedUntilMs = atMs;
    }

    /** Returns the member that asked for all to stop; null if none did. */
    @Nullable
    String shutdownBy() {
        return shutdownBy;
    }

    void shutdown(String memberId) {
        shutdownBy = memberId;
    }

    /** Returns a number that grows with each change of what can be asked where. */
    int endpointsEpoch() {
        return endpointsEpoch;
    }

    @Nullable
    Presence presence(String memberId) {
        return presences.get(memberId);
    }

    void present(String memberId, Presence presence) {
        Presence former = presences.put(memberId, presence);
        if (former != null && former != presence) {
            former.end();
        }
    }

    /** Applies the record of the group. */
    void replay(StreamsGroupHead newHead) {
        if (newHead.topology() != null && !newHead.topology().equals(head.topology())) {
            resolved = null;
        }
        head = newHead;
    }

    /** Applies the record of a member. */
    void replay(StreamsMember member) {
        StreamsMember former = members.put(member.id(), member);
        if (former == null || !former.assigned().equals(member.assigned())) {
            endpointsEpoch++;
        }
        Presence presence = presences.get(member.id());
        if (presence != null && member.revoking().isEmpty()) {
            presence.hasRevoked();
        }
    }

    /** Applies the tombstone of a member. */
    void forget(String memberId) {
        if (members.remove(memberId) != null) {
            endpointsEpoch++;
        }
        Presence presence = presences.remove(memberId);
        if (presence != null) {
            presence.end();
        }
        if (members.isEmpty()) {
            shutdownBy = null;
        }
    }

    /** Returns the state as Apache Kafka names it. */
    String state(long nowMs) {
        if (members.isEmpty()) {
            return "Empty";
        }
        if (resolved != null && resolved.obstacle() != null) {
            return "NotReady";
        }
        if (head.targetEpoch() < head.epoch() || nowMs < delayedUntilMs) {
            return "Assigning";
        }
        return members.values().stream().allMatch(member -> member.isSettled(head.targetEpoch()))
                ? "Stable"
                : "Reconciling";
    }
}
