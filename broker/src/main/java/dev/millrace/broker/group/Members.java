package dev.millrace.broker.group;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.millrace.broker.coordinator.Timer;
import dev.millrace.broker.coordinator.Turn;

/**
 * The members of one group, by id and by instance id, and the ids that were given out but not used yet.
 *
 * <p>Confined to the event-loop thread.
 */
final class Members {
    private final Map<String, Member> byId = new LinkedHashMap<>();
    private final Map<String, Member> byInstance = new HashMap<>();
    private final Map<String, GivenId> pending = new HashMap<>();

    Collection<Member> all() {
        return byId.values();
    }

    int size() {
        return byId.size();
    }

    boolean isEmpty() {
        return byId.isEmpty();
    }

    @Nullable
    Member get(String memberId) {
        return byId.get(memberId);
    }

    @Nullable
    Member ofInstance(String instanceId) {
        return byInstance.get(instanceId);
    }

    /** Takes a sign of life of a member, if it is one. */
    void heardOf(MemberClaim claim, Sender from, Turn turn) {
        Member member = byId.get(claim.memberId());
        if (member != null) {
            member.heardOf(from, turn);
        }
    }

    void add(Member member) {
        byId.put(member.id(), member);
        if (member.instanceId() != null) {
            byInstance.put(member.instanceId(), member);
        }
    }

    void remove(Member member) {
        member.endSession();
        byId.remove(member.id());
        if (member.instanceId() != null) {
            byInstance.remove(member.instanceId());
        }
    }

    /** Moves a static member to the id of its newer incarnation; it keeps its instance id. */
    void rename(Member member, String newId, JoinRequest request) {
        byId.remove(member.id());
        member.update(newId, request);
        byId.put(newId, member);
    }

    /** Keeps an id free for who was given it, until the clock runs out. */
    void addPending(String memberId, String connectionId, Timer expiry) {
        pending.put(memberId, new GivenId(connectionId, expiry));
    }

    boolean removePending(String memberId) {
        GivenId given = pending.remove(memberId);
        if (given != null) {
            given.expiry().stop();
        }
        return given != null;
    }

    /** Lets the ids given out over a connection expire at a time, or sooner if they were to. */
    void hurryPending(String connectionId, long atMs) {
        for (GivenId given : pending.values()) {
            if (given.connectionId().equals(connectionId)) {
                given.expiry().moveTo(Math.min(given.expiry().atMs(), atMs));
            }
        }
    }

    boolean hasPending() {
        return !pending.isEmpty();
    }

    int sizeWithPending() {
        return byId.size() + pending.size();
    }

    boolean allJoining() {
        return pending.isEmpty() && byId.values().stream().allMatch(Member::isJoining);
    }

    List<Member> absentFromJoin() {
        List<Member> absent = new ArrayList<>();
        for (Member member : byId.values()) {
            if (!member.isJoining()) {
                absent.add(member);
            }
        }
        return absent;
    }

    int longestRebalanceTimeoutMs() {
        int longest = 0;
        for (Member member : byId.values()) {
            longest = Math.max(longest, member.timeouts().rebalanceMs());
        }
        return longest;
    }

    private record GivenId(String connectionId, Timer expiry) {}
}
