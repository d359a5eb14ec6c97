package dev.millrace.broker.consumergroup;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

import dev.millrace.broker.assignor.PartitionSet;
import dev.millrace.broker.assignor.Subscriber;
import dev.millrace.broker.coordinator.Turn;
import dev.millrace.broker.membership.TopicSight;

/**
 * The group of the consumer protocol that an event leads to; what differs is written as records. Only differences are
 * kept here, so that the heartbeat of a member with nothing new costs the same in small groups and in large ones.
 *
 * <p>Used once, on the event-loop thread.
 */
final class ConsumerDraft {
    private final ConsumerGroup group;
    private final TopicSight sight;
    private final SortedMap<String, ConsumerMember> changed = new TreeMap<>();
    private final Set<String> removed = new TreeSet<>();
    private final Map<String, SortedSet<String>> matched = new LinkedHashMap<>();
    private ConsumerGroupHead head;

    ConsumerDraft(ConsumerGroup group, TopicSight sight) {
        this.group = group;
        this.sight = sight;
        this.head = group.head();
    }

    ConsumerGroupHead head() {
        return head;
    }

    List<ConsumerMember> members() {
        SortedMap<String, ConsumerMember> all = new TreeMap<>(changed);
        for (ConsumerMember member : group.members()) {
            if (!removed.contains(member.id())) {
                all.putIfAbsent(member.id(), member);
            }
        }
        return new ArrayList<>(all.values());
    }

    @Nullable
    ConsumerMember member(String memberId) {
        ConsumerMember known = changed.get(memberId);
        return known == null && !removed.contains(memberId) ? group.member(memberId) : known;
    }

    void put(ConsumerMember member) {
        changed.put(member.id(), member);
        removed.remove(member.id());
    }

    void remove(String memberId) {
        changed.remove(memberId);
        removed.add(memberId);
    }

    /** Takes note which topics match a pattern. */
    void match(String pattern, SortedSet<String> topics) {
        matched.put(pattern, topics);
    }

    /** Asks for new targets; to ask twice is to ask once. */
    void ask() {
        if (head.epoch() == group.head().epoch()) {
            head = head.next();
        }
    }

    boolean isAsked() {
        return head.targetEpoch() < head.epoch();
    }

    /** Returns whether topics or partitions have come or gone since the targets were computed. */
    boolean isOutdated() {
        return hash(subscribed(members())) != head.topicsHash();
    }

    /** Returns whether a member waits for the topics that match its pattern. */
    boolean isUnmatched(ConsumerMember member) {
        String pattern = member.about().pattern();
        return !pattern.isEmpty()
                && !matched.containsKey(pattern)
                && !group.patterns().containsKey(pattern);
    }

    /** Returns whether a member wants nothing that could be given to it now. */
    boolean wantsNothing(ConsumerMember member) {
        return topicsOf(member).isEmpty();
    }

    private SortedSet<String> topicsOf(ConsumerMember member) {
        String pattern = member.about().pattern();
        SortedSet<String> found = matched.getOrDefault(pattern, group.patterns().get(pattern));
        if (pattern.isEmpty() || found == null) {
            return member.about().topics();
        }
        SortedSet<String> topics = new TreeSet<>(member.about().topics());
        topics.addAll(found);
        return topics;
    }

    private SortedSet<String> subscribed(Collection<ConsumerMember> members) {
        SortedSet<String> names = new TreeSet<>();
        members.forEach(member -> names.addAll(topicsOf(member)));
        return names;
    }

    private long hash(SortedSet<String> names) {
        long hash = ConsumerGroupHead.NO_TOPICS;
        for (String name : names) {
            Uuid id = sight.id(name);
            if (id != null) {
                hash = 31 * hash + name.hashCode();
                hash = 31 * hash + id.getMostSignificantBits();
                hash = 31 * hash + id.getLeastSignificantBits();
                hash = 31 * hash + sight.partitions(name);
            }
        }
        return hash;
    }

    /**
     * Gives every member its part of the partitions.
     *
     * @param assignor for members that do not mind
     */
    void retarget(String assignor) {
        List<ConsumerMember> members = members();
        SortedSet<String> names = subscribed(members);
        Map<String, Uuid> ids = new TreeMap<>();
        Map<Uuid, Integer> partitions = new TreeMap<>();
        for (String name : names) {
            Uuid id = sight.id(name);
            if (id != null) {
                ids.put(name, id);
                partitions.put(id, sight.partitions(name));
            }
        }
        List<Subscriber> subscribers =
                members.stream().map(member -> subscriber(member, ids)).toList();
        take(PreferredAssignor.of(members, assignor).assign(subscribers, partitions), members);
        head = head.targeted(hash(names));
    }

    private Subscriber subscriber(ConsumerMember member, Map<String, Uuid> ids) {
        Set<Uuid> topics = new HashSet<>();
        for (String name : topicsOf(member)) {
            Uuid id = ids.get(name);
            if (id != null) {
                topics.add(id);
            }
        }
        return new Subscriber(member.id(), member.about().instanceId(), topics, member.target());
    }

    private void take(Map<String, PartitionSet> targets, List<ConsumerMember> members) {
        for (ConsumerMember member : members) {
            PartitionSet target = targets.getOrDefault(member.id(), PartitionSet.NONE);
            if (!target.equals(member.target())) {
                put(member.withTarget(target));
            }
        }
    }

    /** Writes what differs from the group. */
    void writeTo(Turn turn) {
        if (!removed.isEmpty() && members().isEmpty()) {
            head = head.emptied(turn.nowMs());
        }
        if (!head.equals(group.head())) {
            turn.write(ConsumerRecords.head(group.id(), head));
            forgetPatterns(turn);
        }
        matched.forEach((pattern, topics) -> {
            if (!topics.equals(group.patterns().get(pattern))) {
                turn.write(ConsumerRecords.matched(group.id(), pattern, topics));
            }
        });
        for (String memberId : removed) {
            if (group.member(memberId) != null) {
                turn.write(ConsumerRecords.memberGone(group.id(), memberId));
            }
        }
        for (ConsumerMember member : changed.values()) {
            if (!member.equals(group.member(member.id()))) {
                turn.write(ConsumerRecords.member(group.id(), member));
            }
        }
    }

    private void forgetPatterns(Turn turn) {
        Set<String> unused = new TreeSet<>(group.patterns().keySet());
        members().forEach(member -> unused.remove(member.about().pattern()));
        unused.forEach(pattern -> turn.write(ConsumerRecords.unmatched(group.id(), pattern)));
    }
}
