package dev.millrace.broker.assignor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class UniformAssignorTest {
    private static final Uuid A = new Uuid(1, 1);
    private static final Uuid B = new Uuid(2, 2);
    private static final Uuid C = new Uuid(3, 3);

    private final UniformAssignor assignor = new UniformAssignor();

    @Test
    void partitionsAreSharedEvenly() {
        var assigned = assignor.assign(List.of(member("1", A), member("2", A), member("3", A)), Map.of(A, 8));

        assertThat(assigned.values()).extracting(PartitionSet::size).containsExactlyInAnyOrder(3, 3, 2);
    }

    @Test
    void aNewcomerTakesNoMoreThanItsShareAndTheOthersKeepTheRest() {
        PartitionSet all = PartitionSet.of(Map.of(A, List.of(0, 1, 2, 3, 4, 5)));

        var assigned = assignor.assign(List.of(member("old", all, A), member("new", A)), Map.of(A, 6));

        assertThat(assigned.get("old").size()).isEqualTo(3);
        assertThat(all.containsAll(assigned.get("old"))).isTrue();
    }

    @Test
    void whoLeavesIsReplacedWithoutMovingAnythingElse() {
        PartitionSet first = PartitionSet.of(Map.of(A, List.of(0, 2)));
        PartitionSet second = PartitionSet.of(Map.of(A, List.of(1, 4)));

        var assigned = assignor.assign(List.of(member("1", first, A), member("2", second, A)), Map.of(A, 6));

        assertThat(assigned.get("1").containsAll(first)).isTrue();
        assertThat(assigned.get("2").containsAll(second)).isTrue();
    }

    @Test
    void loadsAreLevelledAlongAChainOfMembers() {
        PartitionSet two = PartitionSet.of(Map.of(A, List.of(0, 1)));
        PartitionSet one = PartitionSet.of(Map.of(B, List.of(0)));

        var assigned = assignor.assign(
                List.of(member("1", two, A), member("2", one, A, B), member("3", B)), Map.of(A, 2, B, 1));

        assertThat(assigned.values()).extracting(PartitionSet::size).containsOnly(1);
    }

    @Test
    void topicsThatAreGoneAndPartitionsBeyondTheLastAreForgotten() {
        PartitionSet before = PartitionSet.of(Map.of(A, List.of(0, 7), C, List.of(0)));

        var assigned = assignor.assign(List.of(member("1", before, A, C)), Map.of(A, 2));

        assertThat(assigned.get("1")).isEqualTo(PartitionSet.of(Map.of(A, List.of(0, 1))));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void everyPartitionGoesToOneSubscriberAndNoChainCouldLevelLoadsFurther(long seed) {
        Random random = new Random(seed);
        Map<Uuid, Integer> partitions = new TreeMap<>();
        for (int topic = 1; topic <= 6; topic++) {
            partitions.put(new Uuid(topic, topic), random.nextInt(1, 9));
        }
        List<Subscriber> members = new ArrayList<>();
        Map<String, PartitionSet> assigned = Map.of();
        for (int step = 0; step < 40; step++) {
            if (members.size() > 1 && random.nextInt(3) == 0) {
                members.remove(random.nextInt(members.size()));
            } else {
                Set<Uuid> topics = new HashSet<>(partitions.keySet());
                topics.removeIf(topic -> random.nextBoolean());
                members.add(new Subscriber("member-" + step, null, topics, PartitionSet.NONE));
            }
            Map<String, PartitionSet> before = assigned;
            members.replaceAll(member -> new Subscriber(
                    member.memberId(),
                    null,
                    member.topics(),
                    before.getOrDefault(member.memberId(), PartitionSet.NONE)));

            assigned = assignor.assign(members, partitions);

            checkComplete(members, partitions, assigned);
            checkLevel(members, assigned);
            assertThat(assignor.assign(again(members, assigned), partitions))
                    .as("nothing moves when nothing changes")
                    .isEqualTo(assigned);
        }
    }

    private static List<Subscriber> again(List<Subscriber> members, Map<String, PartitionSet> assigned) {
        return members.stream()
                .map(member ->
                        new Subscriber(member.memberId(), null, member.topics(), assigned.get(member.memberId())))
                .toList();
    }

    private static void checkComplete(
            List<Subscriber> members, Map<Uuid, Integer> partitions, Map<String, PartitionSet> assigned) {
        partitions.forEach((topic, count) -> {
            boolean read = members.stream().anyMatch(member -> member.topics().contains(topic));
            for (int partition = 0; partition < count; partition++) {
                int number = partition;
                List<String> owners = members.stream()
                        .filter(member -> assigned.get(member.memberId()).contains(topic, number))
                        .peek(member -> assertThat(member.topics()).contains(topic))
                        .map(Subscriber::memberId)
                        .toList();
                assertThat(owners).hasSize(read ? 1 : 0);
            }
        });
    }

    /** From nobody is anyone with two partitions less within reach, by any number of hands. */
    private static void checkLevel(List<Subscriber> members, Map<String, PartitionSet> assigned) {
        for (Subscriber from : members) {
            Set<Subscriber> reached = new HashSet<>(Set.of(from));
            boolean grew = true;
            while (grew) {
                grew = false;
                for (Subscriber giver : List.copyOf(reached)) {
                    Set<Uuid> has = assigned.get(giver.memberId()).byTopic().keySet();
                    for (Subscriber taker : members) {
                        grew |= taker.topics().stream().anyMatch(has::contains) && reached.add(taker);
                    }
                }
            }
            int load = assigned.get(from.memberId()).size();
            assertThat(reached).allMatch(taker -> assigned.get(taker.memberId()).size() > load - 2);
        }
    }

    private static Subscriber member(String id, Uuid... topics) {
        return member(id, PartitionSet.NONE, topics);
    }

    private static Subscriber member(String id, PartitionSet before, Uuid... topics) {
        return new Subscriber(id, null, Set.of(topics), before);
    }
}
