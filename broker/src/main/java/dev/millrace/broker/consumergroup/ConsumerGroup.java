package dev.millrace.broker.consumergroup;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import dev.millrace.broker.membership.Presence;

/**
 * One group of the consumer protocol: what its records say, and beside it what is known only while the broker runs.
 *
 * <p>Confined to the event-loop thread.
 */
final class ConsumerGroup {
    private final String id;
    private final SortedMap<String, ConsumerMember> members = new TreeMap<>();
    private final Map<String, String> holders = new HashMap<>();
    private final SortedMap<String, SortedSet<String>> patterns = new TreeMap<>();
    private final PartitionOwners owners = new PartitionOwners();
    private final Map<String, Presence> presences = new HashMap<>();
    private ConsumerGroupHead head;
    private long topicsVersion = -1;
    private long patternsVersion = -1;
    private boolean matching;

    ConsumerGroup(String id, long nowMs) {
        this.id = id;
        this.head = ConsumerGroupHead.begun(nowMs);
    }

    String id() {
        return id;
    }

    ConsumerGroupHead head() {
        return head;
    }

    Collection<ConsumerMember> members() {
        return Collections.unmodifiableCollection(members.values());
    }

    @Nullable
    ConsumerMember member(String memberId) {
        return members.get(memberId);
    }

    /** Returns the member with an instance id; null if there is none. */
    @Nullable
    ConsumerMember ofInstance(@Nullable String instanceId) {
        String holder = instanceId == null ? null : holders.get(instanceId);
        return holder == null ? null : members.get(holder);
    }

    int size() {
        return members.size();
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    PartitionOwners owners() {
        return owners;
    }

    /** Returns the topics that match each pattern, as far as it has been looked for. */
    SortedMap<String, SortedSet<String>> patterns() {
        return Collections.unmodifiableSortedMap(patterns);
    }

    /** Returns whether the targets were held against the topics as they are in a version of them. */
    boolean hasSeenTopics(long version) {
        return topicsVersion == version;
    }

    void seesTopics(long version) {
        topicsVersion = version;
    }

    /** Returns whether the patterns were held against the topics as they are in a version of them. */
    boolean hasMatched(long version) {
        return patternsVersion == version;
    }

    /** Returns whether topics are being looked for right now. */
    boolean isMatching() {
        return matching;
    }

    void startMatching() {
        matching = true;
    }

    void endMatching(long version) {
        matching = false;
        patternsVersion = version;
    }

    @Nullable
    Presence presence(String memberId) {
        return presences.get(memberId);
    }

    Collection<Presence> presences() {
        return presences.values();
    }

    void present(String memberId, Presence presence) {
        presences.put(memberId, presence);
    }

    /** Applies the record of the group. */
    void replay(ConsumerGroupHead newHead) {
        head = newHead;
    }

    /** Applies the record of a member. */
    void replay(ConsumerMember member) {
        ConsumerMember former = members.put(member.id(), member);
        owners.changed(former, member);
        if (member.about().instanceId() != null) {
            holders.put(member.about().instanceId(), member.id());
        }
        Presence presence = presences.get(member.id());
        if (presence != null && member.revoking().isEmpty()) {
            presence.hasRevoked();
        }
    }

    /** Applies the tombstone of a member. */
    void forget(String memberId) {
        ConsumerMember former = members.remove(memberId);
        if (former != null) {
            owners.changed(former, null);
            holders.remove(String.valueOf(former.about().instanceId()), memberId);
        }
        Presence presence = presences.remove(memberId);
        if (presence != null) {
            presence.end();
        }
    }

    /** Applies the record of a pattern. */
    void matched(String pattern, SortedSet<String> topics) {
        patterns.put(pattern, topics);
    }

    /** Applies the tombstone of a pattern. */
    void unmatched(String pattern) {
        patterns.remove(pattern);
    }

    /** Returns the state by its name in the protocol. */
    String state() {
        if (members.isEmpty()) {
            return "Empty";
        }
        if (head.targetEpoch() < head.epoch()) {
            return "Assigning";
        }
        return members.values().stream().allMatch(member -> member.isSettled(head.targetEpoch()))
                ? "Stable"
                : "Reconciling";
    }
}
