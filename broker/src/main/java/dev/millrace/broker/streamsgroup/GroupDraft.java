package dev.millrace.broker.streamsgroup;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import dev.millrace.broker.coordinator.Turn;

/**
 * What a group is to be after one event. What differs from the group is written as records.
 *
 * <p>Used once, on the event-loop thread.
 */
final class GroupDraft {
    private final StreamsGroup group;
    private final SortedMap<String, StreamsMember> members = new TreeMap<>();
    private StreamsGroupHead head;

    GroupDraft(StreamsGroup group) {
        this.group = group;
        this.head = group.head();
        group.members().forEach(member -> members.put(member.id(), member));
    }

    Collection<StreamsMember> members() {
        return members.values();
    }

    @Nullable
    StreamsMember member(String memberId) {
        return members.get(memberId);
    }

    void put(StreamsMember member) {
        members.put(member.id(), member);
    }

    void remove(String memberId) {
        members.remove(memberId);
    }

    StreamsGroupHead head() {
        return head;
    }

    void take(StreamsTopology topology) {
        head = head.withTopology(topology);
    }

    /** Asks for new targets, once for each draft. */
    void ask() {
        if (head.epoch() == group.head().epoch()) {
            head = head.next();
        }
    }

    boolean isAsked() {
        return head.targetEpoch() < head.epoch();
    }

    /** Returns whether the targets are for other tasks, or another number of copies, than there are to be. */
    boolean isOutdated(ResolvedTopology topology, int copies) {
        SortedSet<GroupTask> placed = new TreeSet<>();
        members.values().forEach(member -> placed.addAll(member.target().active()));
        return !placed.equals(topology.tasks()) || head.copies() != copies;
    }

    /** Gives every member its part of the tasks. Members whose topology is older than the group's get none. */
    void retarget(ResolvedTopology topology, int copies) {
        Map<String, TaskSpread.Claim> claims = new HashMap<>();
        for (StreamsMember member : members.values()) {
            if (head.topology() != null
                    && member.about().topologyEpoch() == head.topology().epoch()) {
                claims.put(member.id(), new TaskSpread.Claim(member.about().processId(), member.target()));
            }
        }
        SortedMap<String, TaskRoles> targets = new TaskSpread(topology, copies, claims).spread();
        members.replaceAll((id, member) -> member.withTarget(targets.getOrDefault(id, TaskRoles.NONE)));
        head = head.targeted(copies);
    }

    /** Writes what differs from the group. */
    void writeTo(Turn turn) {
        if (members.isEmpty() && !group.isEmpty()) {
            head = head.emptied(turn.nowMs());
        }
        if (!head.equals(group.head())) {
            turn.write(StreamsRecords.head(group.id(), head));
        }
        for (StreamsMember former : group.members()) {
            if (!members.containsKey(former.id())) {
                turn.write(StreamsRecords.memberGone(group.id(), former.id()));
            }
        }
        for (StreamsMember member : members.values()) {
            if (!member.equals(group.member(member.id()))) {
                turn.write(StreamsRecords.member(group.id(), member));
            }
        }
    }
}
