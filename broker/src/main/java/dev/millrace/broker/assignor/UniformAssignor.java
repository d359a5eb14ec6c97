package dev.millrace.broker.assignor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * Gives each member as many partitions as any other, as far as subscriptions allow, and moves no more than that takes
 * ({@code uniform}).
 *
 * <p>Three steps. First each member keeps what it had and may still have. Then each free partition goes to the
 * subscriber with the fewest, the topics with the fewest subscribers first. Last, partitions move from members with
 * many to members with few, until no move makes the loads more equal.
 *
 * <p>With different subscriptions a member with many may share no topic with one that has few, while a third shares
 * one with each. So the last step looks for chains: along a chain each member passes one partition on to the next, and
 * only the loads of both ends change. A search in breadth finds the member with the smallest load that can be reached;
 * if it has at least two partitions less than the one at the begin, the chain is worth it. An assignment without such
 * a chain is the most equal one there is (Harvey, Ladner, Lovász, Tamir: Semi-matchings for bipartite graphs, 2006).
 * When all members subscribe to the same, every chain has one link.
 *
 * <p>Each chain lowers the sum of the squares of the loads, so the search ends. One search looks at each subscription
 * once at most, and ends at the first member than which none has less.
 *
 * <p>Immutable.
 */
final class UniformAssignor implements ServerAssignor {
    static final String NAME = "uniform";

    @Override
    public Map<String, PartitionSet> assign(List<Subscriber> subscribers, Map<Uuid, Integer> partitions) {
        Map<Uuid, TopicShare> topics = new TreeMap<>();
        partitions.forEach((topic, count) -> topics.put(topic, new TopicShare(topic, count)));
        List<MemberLoad> loads = new ArrayList<>();
        subscribers.stream().sorted(Comparator.comparing(Subscriber::memberId)).forEach(member -> {
            MemberLoad load = new MemberLoad(member.memberId());
            loads.add(load);
            member.topics().stream().map(topics::get).forEach(share -> subscribe(load, share));
            keep(load, member, topics);
        });
        give(topics);
        level(loads);
        Map<String, PartitionSet> assigned = new TreeMap<>();
        loads.forEach(load -> assigned.put(load.memberId(), load.partitions()));
        return assigned;
    }

    private static void subscribe(MemberLoad load, @Nullable TopicShare share) {
        if (share != null) {
            share.readers().add(load);
        }
    }

    private static void keep(MemberLoad load, Subscriber member, Map<Uuid, TopicShare> topics) {
        member.before().byTopic().forEach((topic, numbers) -> {
            TopicShare share = topics.get(topic);
            if (share != null && member.topics().contains(topic)) {
                numbers.stream().filter(share::take).forEach(partition -> load.add(share, partition));
            }
        });
    }

    private static void give(Map<Uuid, TopicShare> topics) {
        List<TopicShare> inOrder = new ArrayList<>(topics.values());
        inOrder.sort(Comparator.comparingInt(share -> share.readers().size()));
        for (TopicShare share : inOrder) {
            for (int partition : share.free()) {
                MemberLoad least = null;
                for (MemberLoad reader : share.readers()) {
                    if (least == null || reader.size() < least.size()) {
                        least = reader;
                    }
                }
                if (least != null) {
                    least.add(share, partition);
                }
            }
        }
    }

    private static void level(List<MemberLoad> loads) {
        boolean moved = true;
        while (moved) {
            moved = false;
            loads.sort(Comparator.comparingInt(MemberLoad::size).reversed().thenComparing(MemberLoad::memberId));
            for (MemberLoad load : List.copyOf(loads)) {
                while (relieve(load, loads)) {
                    moved = true;
                }
            }
        }
    }

    private static boolean relieve(MemberLoad from, List<MemberLoad> loads) {
        int fewest = loads.stream().mapToInt(MemberLoad::size).min().orElse(0);
        if (from.size() - fewest < 2) {
            return false;
        }
        Map<MemberLoad, Link> chains = new HashMap<>();
        MemberLoad to = search(from, fewest, chains);
        if (from.size() - to.size() < 2) {
            return false;
        }
        for (MemberLoad taker = to; taker != from; ) {
            Link link = chains.get(taker);
            taker.add(link.share(), link.giver().remove(link.share()));
            taker = link.giver();
        }
        return true;
    }

    /** Returns whoever has the least of all that a chain leads to; the chains are left behind. */
    private static MemberLoad search(MemberLoad from, int fewest, Map<MemberLoad, Link> chains) {
        List<MemberLoad> reached = new ArrayList<>(List.of(from));
        Set<TopicShare> seen = new HashSet<>();
        MemberLoad least = from;
        for (int i = 0; i < reached.size(); i++) {
            MemberLoad giver = reached.get(i);
            for (TopicShare share : giver.topics()) {
                if (seen.add(share)) {
                    for (MemberLoad reader : share.readers()) {
                        if (reader != from && chains.putIfAbsent(reader, new Link(giver, share)) == null) {
                            reached.add(reader);
                            least = reader.size() < least.size() ? reader : least;
                        }
                    }
                }
                if (least.size() == fewest) {
                    return least;
                }
            }
        }
        return least;
    }

    /** Who can pass a partition of which topic on. */
    private record Link(MemberLoad giver, TopicShare share) {}
}
