package dev.millrace.broker.group;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.millrace.broker.assignor.PartitionSet;
import dev.millrace.broker.consumergroup.ConsumerGroupView;
import dev.millrace.broker.consumergroup.ConsumerMember;
import dev.millrace.broker.settings.GroupSettings;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Members that come, go, fall silent, lose answers and come back in any order, with restarts of the broker and topics
 * that change between: at no time is a partition read by two of them, and in the end everything is shared out.
 */
class RandomConsumerGroupTest {
    private static final int STEPS = 150;
    private static final int CLIENTS = 5;

    private final GroupFixture groups = new GroupFixture(GroupSettings.DEFAULTS);
    private final List<ConsumerClient> clients = new ArrayList<>();
    private Random random;
    private int made;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noPartitionIsReadTwiceAndInTheEndAllAreShared(long seed) {
        random = new Random(seed);
        groups.topics.put("in", 6);
        IntStream.range(0, CLIENTS).forEach(place -> clients.add(newClient(place)));

        for (int step = 0; step < STEPS; step++) {
            act(random.nextInt(CLIENTS));
            check();
        }
        settle();
    }

    private ConsumerClient newClient(int place) {
        ConsumerClient client = new ConsumerClient(groups, "member-" + made++);
        client.instanceId = place < 2 ? "instance-" + place : null;
        client.topics = random.nextInt(4) == 0 ? Set.of("in") : Set.of("in", "out");
        return client;
    }

    private void act(int place) {
        ConsumerClient client = clients.get(place);
        switch (random.nextInt(14)) {
            case 0 -> client.join();
            case 1 -> leave(client, place);
            case 2 -> loseAnswer(client);
            case 3 -> groups.restart();
            case 4 -> groups.pass(random.nextInt(20_000));
            case 5 -> groups.topics.put(random.nextBoolean() ? "in" : "out", random.nextInt(1, 9));
            case 6 -> groups.groups.connectionClosed(client.id);
            case 7 -> client.signOfLife();
            default -> stay(client);
        }
    }

    private void leave(ConsumerClient client, int place) {
        if (client.instanceId != null && random.nextBoolean()) {
            client.leaveForAWhile();
        } else {
            client.leave();
        }
        clients.set(place, newClient(place));
    }

    /** The client did not hear what it was told; it tells everything in its next heartbeat. */
    private static void loseAnswer(ConsumerClient client) {
        int epoch = client.epoch;
        PartitionSet told = client.told;
        client.say(epoch, client.owned, null, null);
        client.epoch = epoch;
        client.told = told;
        client.say(epoch, client.owned, client.topics, "");
        client.owned = client.told;
    }

    private static void stay(ConsumerClient client) {
        if (client.epoch == 0 || client.newest != null && client.newest.error() != Errors.NONE) {
            client.join();
        } else {
            client.heartbeat();
        }
    }

    private void check() {
        ConsumerGroupView view = groups.groups.consumerGroup(GroupFixture.GROUP);
        if (view == null) {
            return;
        }
        PartitionSet taken = PartitionSet.NONE;
        for (ConsumerMember member : view.members()) {
            PartitionSet has = member.assigned().and(member.revoking());
            assertThat(taken.both(has)).as("partitions of two members").isEqualTo(PartitionSet.NONE);
            taken = taken.and(has);
            clients.stream()
                    .filter(client -> client.id.equals(member.id()))
                    .filter(client -> client.newest.error() == Errors.NONE)
                    .forEach(client -> assertThat(has.containsAll(client.owned))
                            .as("%s reads %s, but has %s", client.id, client.owned, has)
                            .isTrue());
        }
    }

    private void settle() {
        for (int round = 0; round < 8; round++) {
            groups.pass(4_000);
            for (ConsumerClient client : clients) {
                if (client.newest == null || client.newest.error() != Errors.NONE) {
                    client.join();
                } else {
                    client.heartbeat();
                }
                check();
            }
        }
        groups.pass(46_000 - 8 * 4_000);
        for (int round = 0; round < 4; round++) {
            clients.forEach(RandomConsumerGroupTest::stay);
        }
        ConsumerGroupView view = groups.groups.consumerGroup(GroupFixture.GROUP);
        assertThat(view.state()).isEqualTo("Stable");
        assertThat(view.members()).hasSize(CLIENTS);
        PartitionSet all =
                view.members().stream().map(ConsumerMember::assigned).reduce(PartitionSet.NONE, PartitionSet::and);
        assertThat(all).isEqualTo(everything(view));
        clients.forEach(client -> assertThat(client.owned).isEqualTo(client.told));
    }

    private PartitionSet everything(ConsumerGroupView view) {
        Map<Uuid, List<Integer>> all = new TreeMap<>();
        for (String topic : Set.of("in", "out")) {
            boolean read = view.members().stream()
                    .anyMatch(member -> member.about().topics().contains(topic));
            if (read && groups.topics.id(topic) != null) {
                all.put(
                        groups.topics.id(topic),
                        IntStream.range(0, groups.topics.partitions(topic))
                                .boxed()
                                .toList());
            }
        }
        return PartitionSet.of(all);
    }
}
