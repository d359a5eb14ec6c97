package dev.millrace.broker.group;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.millrace.broker.assignor.PartitionSet;
import dev.millrace.broker.consumergroup.ConsumerGroupView;
import dev.millrace.broker.consumergroup.ConsumerMember;
import dev.millrace.broker.consumergroup.ConsumerReply;
import dev.millrace.broker.settings.ConsumerGroupSettings;
import dev.millrace.broker.settings.GroupSettings;
import dev.millrace.broker.settings.MemberProtocol;
import dev.millrace.broker.settings.MemberTiming;

import static org.assertj.core.api.Assertions.assertThat;

class ConsumerProtocolTest {
    private final GroupFixture groups = new GroupFixture(GroupSettings.DEFAULTS.withConsumer(
            new ConsumerGroupSettings(MemberTiming.DEFAULTS, 3, List.of("uniform", "range"))));
    private final ConsumerClient a = new ConsumerClient(groups, "a");
    private final ConsumerClient b = new ConsumerClient(groups, "b");

    @BeforeEach
    void makeTopic() {
        groups.topics.put("in", 4);
    }

    @Test
    void theFirstMemberGetsEverythingAtOnce() {
        ConsumerReply reply = a.join();

        assertThat(reply.error()).isEqualTo(Errors.NONE);
        assertThat(reply.assignment()).isEqualTo(in(0, 1, 2, 3));
        assertThat(reply.heartbeatIntervalMs()).isEqualTo(5000);
        assertThat(view().state()).isEqualTo("Stable");
        assertThat(view().assignor()).isEqualTo("uniform");
    }

    @Test
    void aPartitionMovesOnlyAfterItsFormerMemberGaveItUp() {
        a.join();

        assertThat(b.join().assignment()).isEqualTo(PartitionSet.NONE);
        assertThat(b.newest.heartbeatIntervalMs()).isLessThan(5000);
        ConsumerReply told = a.heartbeat();
        assertThat(told.assignment().size()).isEqualTo(2);
        assertThat(told.memberEpoch()).isLessThan(b.epoch);
        assertThat(b.heartbeat().assignment()).isNull();
        assertThat(view().state()).isEqualTo("Reconciling");

        assertThat(a.heartbeat().memberEpoch()).isEqualTo(b.epoch);
        assertThat(b.heartbeat().assignment()).isEqualTo(in(0, 1, 2, 3).without(a.told));
        assertThat(view().state()).isEqualTo("Stable");
    }

    @Test
    void whoOnlySignsKeepsWhatItShouldGiveUpUntilItIsSentAway() {
        a.join();
        b.join();
        a.signOfLife();

        for (int i = 0; i < 7; i++) {
            groups.pass(GroupFixture.REBALANCE_MS / 6);
            a.signOfLife();
            b.heartbeat();
        }

        assertThat(a.newest.error()).isEqualTo(Errors.UNKNOWN_MEMBER_ID);
        assertThat(b.told).isEqualTo(in(0, 1, 2, 3));
    }

    @Test
    void whoIsSilentForASessionIsGone() {
        a.join();
        b.join();
        groups.pass(44_000);
        b.heartbeat();
        groups.pass(2_000);

        assertThat(a.heartbeat().error()).isEqualTo(Errors.UNKNOWN_MEMBER_ID);
        assertThat(b.heartbeat().assignment()).isEqualTo(in(0, 1, 2, 3));
    }

    @Test
    void whoseConnectionIsLostIsGoneWellBeforeTheSessionEndsUnlessItComesBack() {
        a.join();
        b.join();
        a.heartbeat();
        groups.groups.connectionClosed("a");
        groups.groups.connectionClosed("b");

        groups.pass(5_000);
        b.heartbeat();
        groups.pass(3_000);

        assertThat(a.heartbeat().error()).isEqualTo(Errors.UNKNOWN_MEMBER_ID);
        assertThat(b.heartbeat().error()).isEqualTo(Errors.NONE);
    }

    @Test
    void whoLeavesMakesRoomAndTheLastLeavesAnEmptyGroup() {
        a.join();
        b.join();
        a.heartbeat();
        a.leave();

        assertThat(b.heartbeat().assignment()).isEqualTo(in(0, 1, 2, 3));
        assertThat(b.leave().memberEpoch()).isEqualTo(-1);
        assertThat(view().state()).isEqualTo("Empty");
        assertThat(b.heartbeat().error()).isEqualTo(Errors.UNKNOWN_MEMBER_ID);
    }

    @Test
    void groupsOutliveARestartInTheMiddleOfAMove() {
        a.join();
        b.join();
        a.heartbeat();

        groups.restart();

        assertThat(a.heartbeat().memberEpoch()).isEqualTo(b.epoch);
        assertThat(b.heartbeat().assignment()).isEqualTo(in(0, 1, 2, 3).without(a.told));
        assertThat(view().state()).isEqualTo("Stable");
    }

    @Test
    void whoDoesNotComeBackAfterARestartIsGoneWellBeforeTheSessionEnds() {
        a.join();
        b.join();
        a.heartbeat();
        groups.restart();

        groups.pass(8_000);
        b.heartbeat();
        groups.pass(3_000);

        assertThat(b.heartbeat().assignment()).isEqualTo(in(0, 1, 2, 3));
    }

    @Test
    void anAnswerThatWasLostIsGivenAgain() {
        a.join();
        b.join();
        a.heartbeat();
        int epochBefore = a.epoch;
        a.heartbeat();
        a.epoch = epochBefore;

        ConsumerReply again = a.heartbeat();

        assertThat(again.error()).isEqualTo(Errors.NONE);
        assertThat(again.memberEpoch()).isEqualTo(b.epoch);
        assertThat(again.assignment()).isEqualTo(a.owned);
    }

    @Test
    void aMemberWithAStrangeEpochIsFencedAndMayBeginAnew() {
        a.join();
        a.epoch = 77;

        assertThat(a.heartbeat().error()).isEqualTo(Errors.FENCED_MEMBER_EPOCH);
        assertThat(a.join().assignment()).isEqualTo(in(0, 1, 2, 3));
        assertThat(view().members()).hasSize(1);
    }

    @Test
    void aStaticMemberComesBackToItsPartitionsUnderAnotherId() {
        a.instanceId = "i";
        a.join();
        b.join();
        a.heartbeat();
        a.heartbeat();
        b.heartbeat();
        PartitionSet had = a.told;
        int epoch = view().epoch();
        ConsumerClient next = new ConsumerClient(groups, "next");
        next.instanceId = "i";

        assertThat(next.join().error()).isEqualTo(Errors.UNRELEASED_INSTANCE_ID);
        assertThat(a.leaveForAWhile().memberEpoch()).isEqualTo(ConsumerMember.AWAY);
        assertThat(b.heartbeat().assignment()).isNull();
        assertThat(next.join().assignment()).isEqualTo(had);

        assertThat(view().epoch()).isEqualTo(epoch);
        assertThat(a.heartbeat().error()).isEqualTo(Errors.FENCED_INSTANCE_ID);
    }

    @Test
    void aStaticMemberThatStaysAwayForASessionLosesItsPartitions() {
        a.instanceId = "i";
        a.join();
        b.join();
        a.leaveForAWhile();

        for (int i = 0; i < 5; i++) {
            groups.pass(10_000);
            b.heartbeat();
        }

        assertThat(b.told).isEqualTo(in(0, 1, 2, 3));
    }

    @Test
    void topicsThatAppearGrowOrGoAreNoticedAtTheNextHeartbeat() {
        a.topics = Set.of("in", "later");
        a.join();

        groups.topics.put("later", 1);
        assertThat(a.heartbeat().assignment().size()).isEqualTo(5);
        groups.topics.put("in", 6);
        assertThat(a.heartbeat().assignment().size()).isEqualTo(7);
        groups.topics.remove("later");
        assertThat(a.heartbeat().assignment().size()).isEqualTo(6);
        int epoch = view().epoch();
        groups.topics.put("other", 1);
        assertThat(a.heartbeat().assignment()).isNull();
        assertThat(view().epoch()).isEqualTo(epoch);
    }

    @Test
    void topicsOfAPatternAreFoundInTheBackgroundAndAgainWhenTopicsChange() {
        a.topics = Set.of();
        a.pattern = "i.*";

        assertThat(a.join().assignment()).isEqualTo(PartitionSet.NONE);
        assertThat(a.newest.heartbeatIntervalMs()).isLessThan(5000);
        search();
        assertThat(a.heartbeat().assignment()).isEqualTo(in(0, 1, 2, 3));

        groups.topics.put("it", 2);
        a.heartbeat();
        search();
        assertThat(a.heartbeat().assignment().size()).isEqualTo(6);
        assertThat(groups.groups.consumerGroup(GroupFixture.GROUP).state()).isEqualTo("Stable");
    }

    @Test
    void patternsAreKnownAfterARestartAndForgottenWithTheirLastMember() {
        a.topics = Set.of();
        a.pattern = "i.*";
        a.join();
        search();
        a.heartbeat();
        groups.restart();

        assertThat(a.heartbeat().assignment()).isNull();
        search();
        assertThat(a.heartbeat().assignment()).isNull();
        a.say(a.epoch, null, Set.of("in"), "");
        groups.restart();
        assertThat(groups.groups
                        .consumerGroup(GroupFixture.GROUP)
                        .members()
                        .get(0)
                        .about()
                        .pattern())
                .isEmpty();
        assertThat(a.heartbeat().error()).isEqualTo(Errors.NONE);
    }

    @Test
    void aChangedSubscriptionMovesPartitions() {
        groups.topics.put("out", 2);
        a.join();
        b.join();
        a.heartbeat();
        a.heartbeat();
        b.heartbeat();

        b.subscribe(Set.of("out"));
        b.heartbeat();
        a.heartbeat();

        assertThat(a.told).isEqualTo(in(0, 1, 2, 3));
        assertThat(b.told.byTopic()).containsOnlyKeys(groups.topics.id("out"));
    }

    @Test
    void theAssignorThatMostMembersAskForIsUsed() {
        a.assignor = "range";
        a.join();
        b.assignor = "range";
        b.join();
        a.heartbeat();
        a.heartbeat();
        b.heartbeat();

        assertThat(view().assignor()).isEqualTo("range");
        assertThat(a.told).isEqualTo(in(0, 1));
        assertThat(b.told).isEqualTo(in(2, 3));
    }

    @Test
    void aFullGroupRefusesNewcomersButNotAStaticMemberThatComesBack() {
        a.instanceId = "i";
        a.join();
        b.join();
        new ConsumerClient(groups, "c").join();
        ConsumerClient fourth = new ConsumerClient(groups, "d");

        assertThat(fourth.join().error()).isEqualTo(Errors.GROUP_MAX_SIZE_REACHED);
        a.leaveForAWhile();
        fourth.instanceId = "i";
        assertThat(fourth.join().error()).isEqualTo(Errors.NONE);
    }

    @Test
    void commitsNameTheEpochOrAPastOneInWhichThePartitionWasHeldAlready() {
        a.join();
        int first = a.epoch;
        b.join();
        a.heartbeat();
        a.heartbeat();
        b.heartbeat();
        int kept = a.told.byTopic().get(groups.topics.id("in")).first();
        int gained = b.told.byTopic().get(groups.topics.id("in")).first();

        assertThat(a.commit(a.epoch, kept)).isEqualTo(Errors.NONE);
        assertThat(a.commit(first, kept)).isEqualTo(Errors.NONE);
        assertThat(a.commit(first, gained)).isEqualTo(Errors.STALE_MEMBER_EPOCH);
        assertThat(a.commit(a.epoch + 1, kept)).isEqualTo(Errors.STALE_MEMBER_EPOCH);
        assertThat(b.commit(first, gained)).isEqualTo(Errors.STALE_MEMBER_EPOCH);
        assertThat(new ConsumerClient(groups, "x").commit(1, 0)).isEqualTo(Errors.UNKNOWN_MEMBER_ID);
        assertThat(groups.groups.mayFetch(GroupFixture.GROUP, "a", first)).isEqualTo(Errors.STALE_MEMBER_EPOCH);
        assertThat(groups.groups.mayFetch(GroupFixture.GROUP, "a", a.epoch)).isEqualTo(Errors.NONE);
    }

    @Test
    void membersKeepClassicOnesOutAndTheOtherWayRound() {
        a.join();
        TestMember classic = groups.member("classic");
        classic.join();
        assertThat(classic.joined.error()).isEqualTo(Errors.INCONSISTENT_GROUP_PROTOCOL);

        a.leave();
        classic.join();
        assertThat(classic.joined.error()).isNotEqualTo(Errors.INCONSISTENT_GROUP_PROTOCOL);
    }

    @Test
    void anEmptyClassicGroupIsReplacedAndKeepsItsOffsets() {
        TopicPartition partition = new TopicPartition("in", 0);
        groups.commit(new SeatClaim(new MemberClaim("", null), -1), partition, 5);

        assertThat(a.join().error()).isEqualTo(Errors.NONE);
        groups.restart();

        assertThat(groups.groups.committed(GroupFixture.GROUP, partition).offset())
                .isEqualTo(5);
        assertThat(groups.groups.groups()).extracting(GroupView::type).containsExactly(MemberProtocol.CONSUMER);
    }

    @Test
    void groupsHaveClocksOfTheirOwnAlsoAfterARestart() {
        groups.groups.configure(GroupFixture.GROUP, Map.of("consumer.session.timeout.ms", "60000"), error -> {});
        groups.restart();
        a.join();

        groups.pass(59_000);

        assertThat(a.heartbeat().error()).isEqualTo(Errors.NONE);
        assertThat(groups.groups.configured()).containsExactly(GroupFixture.GROUP);
        groups.groups.configure(GroupFixture.GROUP, Map.of(), error -> {});
        assertThat(groups.groups.configured()).isEmpty();
    }

    @Test
    void anAdministratorSendsMembersAway() {
        a.instanceId = "i";
        a.join();
        b.join();
        List<Departure> departures = new ArrayList<>();

        groups.groups.leave(
                GroupFixture.GROUP,
                List.of(new MemberClaim("", "i"), new MemberClaim("b", null), new MemberClaim("x", null)),
                departures::addAll);

        assertThat(departures)
                .extracting(Departure::error)
                .containsExactly(Errors.NONE, Errors.NONE, Errors.UNKNOWN_MEMBER_ID);
        assertThat(view().members()).isEmpty();
    }

    @Test
    void aFullDiskCostsTheMemberAnErrorAndLeavesTheGroupAsItWas() {
        a.join();
        groups.log.full = true;

        assertThat(b.join().error()).isEqualTo(Errors.COORDINATOR_NOT_AVAILABLE);
        assertThat(view().members()).hasSize(1);

        groups.log.full = false;
        assertThat(b.join().error()).isEqualTo(Errors.NONE);
        assertThat(view().members()).hasSize(2);
    }

    private void search() {
        groups.background.doAll();
        groups.pass(0);
    }

    private ConsumerGroupView view() {
        return groups.groups.consumerGroup(GroupFixture.GROUP);
    }

    private PartitionSet in(Integer... numbers) {
        return PartitionSet.of(Map.of(groups.topics.id("in"), List.of(numbers)));
    }
}
