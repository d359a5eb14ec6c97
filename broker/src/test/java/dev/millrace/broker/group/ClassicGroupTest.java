package dev.millrace.broker.group;

import java.util.List;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

import dev.millrace.broker.settings.GroupSettings;

import static org.assertj.core.api.Assertions.assertThat;

class ClassicGroupTest {
    private static final TopicPartition PARTITION = new TopicPartition("topic", 0);

    private final GroupFixture fixture = new GroupFixture();

    @Test
    void firstMemberIsToldItsIdThenLeadsAGenerationOfOne() {
        TestMember alone = fixture.member("alone");
        alone.sendJoin();
        assertThat(alone.joined.error()).isEqualTo(Errors.MEMBER_ID_REQUIRED);
        assertThat(alone.memberId).startsWith("alone-");

        alone.sendJoin();

        assertThat(alone.leads()).isTrue();
        assertThat(alone.generation).isEqualTo(1);
        assertThat(alone.joined.roster().members()).hasSize(1);
    }

    @Test
    void followersWaitForTheAssignmentOfTheLeader() {
        TestMember leader = stable("first");
        TestMember follower = fixture.member("second").join();
        leader.join();
        assertThat(follower.joined.roster().members()).isEmpty();

        follower.sync();
        assertThat(follower.synced).isNull();
        leader.sync();

        assertThat(follower.assignment()).isEqualTo("2:" + follower.memberId);
        assertThat(leader.assignment()).isEqualTo("2:" + leader.memberId);
        assertThat(fixture.view().state()).isEqualTo("Stable");
    }

    @Test
    void membersLearnOfARebalanceByTheirHeartbeat() {
        TestMember first = stable("first");
        assertThat(first.heartbeat()).isEqualTo(Errors.NONE);

        fixture.member("second").join();

        assertThat(first.heartbeat()).isEqualTo(Errors.REBALANCE_IN_PROGRESS);
    }

    @Test
    void memberThatDoesNotJoinInTimeIsLeftOut() {
        TestMember absent = stable("absent");
        TestMember present = fixture.member("present").join();
        for (int passed = 0; passed < GroupFixture.REBALANCE_MS; passed += 5_000) {
            absent.heartbeat();
            fixture.pass(5_000);
        }

        assertThat(present.leads()).isTrue();
        assertThat(present.joined.roster().members()).hasSize(1);
        assertThat(absent.heartbeat()).isEqualTo(Errors.UNKNOWN_MEMBER_ID);
    }

    @Test
    void silentMemberIsGoneAfterItsSession() {
        stable("silent");

        fixture.pass(GroupFixture.SESSION_MS - 1);
        assertThat(fixture.view().members()).hasSize(1);
        fixture.pass(1);

        assertThat(fixture.view().state()).isEqualTo("Empty");
    }

    @Test
    void memberWhoseConnectionClosesIsGoneAfterTheGrace() {
        TestMember dead = stable("dead");
        dead.disconnect();

        fixture.pass(fixture.settings.sessions().deadConnectionGraceMs());

        assertThat(fixture.view().state()).isEqualTo("Empty");
    }

    @Test
    void memberThatComesBackOverANewConnectionStays() {
        TestMember blinking = stable("blinking");
        blinking.disconnect();
        blinking.connectionId = "another";
        assertThat(blinking.heartbeat()).isEqualTo(Errors.NONE);

        fixture.pass(GroupFixture.SESSION_MS - 1);

        assertThat(fixture.view().members()).hasSize(1);
    }

    @Test
    void memberThatDiesWhileItsJoinWaitsDoesNotKeepItsSession() {
        TestMember first = stable("first");
        TestMember dying = fixture.member("dying").join();
        dying.disconnect();
        first.join();

        fixture.pass(fixture.settings.sessions().deadConnectionGraceMs());

        assertThat(first.heartbeat()).isEqualTo(Errors.REBALANCE_IN_PROGRESS);
        first.join();
        assertThat(first.joined.roster().members()).hasSize(1);
    }

    @Test
    void deadConnectionOfAStaticMemberDoesNotShortenItsSession() {
        TestMember kept = stable(fixture.staticMember("kept", "instance"));
        kept.disconnect();

        fixture.pass(GroupFixture.SESSION_MS - 1);

        assertThat(fixture.view().members()).hasSize(1);
    }

    @Test
    void returningStaticMemberTakesItsPlaceWithoutARebalance() {
        TestMember before = stable(fixture.staticMember("before", "instance"));
        TestMember after = fixture.staticMember("after", "instance").join();

        assertThat(after.generation).isEqualTo(before.generation);
        assertThat(after.joined.roster().skipAssignment()).isTrue();
        assertThat(after.sync().assignment()).isEqualTo("1:" + before.memberId);
        assertThat(before.heartbeat()).isEqualTo(Errors.FENCED_INSTANCE_ID);
    }

    @Test
    void returningStaticMemberWithAnotherWishRebalances() {
        stable(fixture.staticMember("before", "instance"));
        TestMember after = fixture.staticMember("after", "instance");
        after.metadata = "another wish";

        after.join();

        assertThat(after.generation).isEqualTo(2);
    }

    @Test
    void waitingRequestOfAReplacedStaticMemberIsFenced() {
        TestMember first = stable("first");
        TestMember before = fixture.staticMember("before", "instance").join();
        assertThat(before.joined).isNull();

        fixture.staticMember("after", "instance").join();

        assertThat(before.joined.error()).isEqualTo(Errors.FENCED_INSTANCE_ID);
        first.join();
        assertThat(first.joined.roster().members()).hasSize(2);
    }

    @Test
    void followerWithTheSameWishGetsTheCurrentGeneration() {
        TestMember leader = stable("leader");
        TestMember follower = joinStable(leader, fixture.member("follower"));

        follower.join();

        assertThat(follower.generation).isEqualTo(2);
        assertThat(fixture.view().state()).isEqualTo("Stable");
    }

    @Test
    void leaderThatJoinsAgainForcesARebalance() {
        TestMember leader = stable("leader").join();

        assertThat(leader.generation).isEqualTo(2);
        assertThat(fixture.view().state()).isEqualTo("CompletingRebalance");
    }

    @Test
    void lateLeaderIsReplaced() {
        TestMember leader = stable("leader");
        TestMember follower = fixture.member("follower").join();
        leader.join();
        follower.sync();
        for (int passed = 0; passed < GroupFixture.REBALANCE_MS; passed += 5_000) {
            follower.heartbeat();
            leader.heartbeat();
            fixture.pass(5_000);
        }

        assertThat(follower.synced.error()).isEqualTo(Errors.REBALANCE_IN_PROGRESS);
        follower.join();
        assertThat(follower.leads()).isTrue();
    }

    @Test
    void groupWaitsForSomebodyWhoWasJustGivenAnId() {
        TestMember first = stable("first");
        TestMember second = fixture.member("second");
        second.sendJoin();
        first.join();
        assertThat(first.joined).isNull();

        second.sendJoin();

        assertThat(first.generation).isEqualTo(2);
        assertThat(second.generation).isEqualTo(2);
    }

    @Test
    void settlingDelayGathersMembersIntoOneGeneration() {
        GroupFixture settling = new GroupFixture(GroupSettings.DEFAULTS.withSettlingDelayMs(500));
        TestMember first = settling.member("first").join();
        settling.pass(499);
        assertThat(first.joined).isNull();
        TestMember second = settling.member("second").join();

        settling.pass(1);

        assertThat(List.of(first.generation, second.generation)).containsExactly(1, 1);
    }

    @Test
    void protocolThatMostMembersPreferIsChosen() {
        TestMember first = fixture.member("first");
        first.protocols = List.of("range", "sticky");
        stable(first);
        for (String name : List.of("second", "third")) {
            TestMember other = fixture.member(name);
            other.protocols = List.of("sticky", "range");
            other.join();
        }
        first.join();

        assertThat(first.joined.chosen().name()).isEqualTo("sticky");
    }

    @Test
    void strangerWithoutACommonProtocolIsRefused() {
        stable("first");
        TestMember stranger = fixture.member("stranger");
        stranger.protocols = List.of("unheard-of");

        assertThat(stranger.join().joined.error()).isEqualTo(Errors.INCONSISTENT_GROUP_PROTOCOL);
    }

    @Test
    void leavingEmptiesTheGroupAtOnce() {
        TestMember member = stable("member");

        assertThat(member.leave()).isEqualTo(Errors.NONE);

        assertThat(fixture.view().state()).isEqualTo("Empty");
        assertThat(member.heartbeat()).isEqualTo(Errors.UNKNOWN_MEMBER_ID);
    }

    @Test
    void administratorRemovesAStaticMemberByItsInstance() {
        stable(fixture.staticMember("kept", "instance"));
        TestMember administrator = fixture.staticMember("administrator", "instance");

        assertThat(administrator.leave()).isEqualTo(Errors.NONE);

        assertThat(fixture.view().members()).isEmpty();
    }

    @Test
    void syncOfAnOldGenerationIsRefused() {
        TestMember member = stable("member");
        member.generation = 0;

        assertThat(member.sync().synced.error()).isEqualTo(Errors.ILLEGAL_GENERATION);
    }

    @Test
    void assignmentIsHandedOutOnlyWhenItIsDurable() {
        TestMember member = fixture.member("member").join();
        fixture.log.slow = true;

        member.sync();
        assertThat(member.synced).isNull();
        fixture.log.sync(Errors.NONE);

        assertThat(member.assignment()).isEqualTo("1:" + member.memberId);
    }

    @Test
    void assignmentThatCannotBeWrittenIsRefusedAndTheGroupRecovers() {
        TestMember member = fixture.member("member").join();
        fixture.log.full = true;
        assertThat(member.sync().synced.error()).isEqualTo(Errors.COORDINATOR_NOT_AVAILABLE);
        fixture.log.full = false;

        assertThat(member.sync().assignment()).isEqualTo("1:" + member.memberId);
    }

    @Test
    void restartKeepsMembersAndAssignments() {
        TestMember member = stable("member");

        fixture.restart();

        assertThat(member.heartbeat()).isEqualTo(Errors.NONE);
        assertThat(member.sync().assignment()).isEqualTo("1:" + member.memberId);
    }

    @Test
    void memberThatDoesNotComeBackAfterARestartIsGoneSoon() {
        stable("member");
        fixture.restart();

        fixture.pass(fixture.settings.sessions().restartGraceMs());

        assertThat(fixture.view().state()).isEqualTo("Empty");
    }

    @Test
    void membersCommitInTheirGenerationOnly() {
        TestMember member = stable("member");
        assertThat(fixture.commit(member.seat(), PARTITION, 5)).isEqualTo(Errors.NONE);
        assertThat(fixture.commit(new SeatClaim(member.claim(), 0), PARTITION, 6))
                .isEqualTo(Errors.ILLEGAL_GENERATION);
        assertThat(fixture.commit(new SeatClaim(new MemberClaim("", null), -1), PARTITION, 7))
                .isEqualTo(Errors.UNKNOWN_MEMBER_ID);

        assertThat(fixture.groups.committed(GroupFixture.GROUP, PARTITION).offset())
                .isEqualTo(5);
    }

    @Test
    void commitsAreTakenWhileMembersGatherButNotWhileTheLeaderAssigns() {
        TestMember first = stable("first");
        TestMember second = fixture.member("second").join();
        assertThat(fixture.commit(first.seat(), PARTITION, 5)).isEqualTo(Errors.NONE);
        first.join();

        assertThat(fixture.commit(second.seat(), PARTITION, 6)).isEqualTo(Errors.REBALANCE_IN_PROGRESS);
    }

    @Test
    void offsetsOutliveARestart() {
        fixture.commit(new SeatClaim(new MemberClaim("", null), -1), PARTITION, 42);

        fixture.restart();

        assertThat(fixture.groups.committed(GroupFixture.GROUP, PARTITION).offset())
                .isEqualTo(42);
    }

    @Test
    void offsetsOfASimpleGroupExpireAfterTheRetention() {
        fixture.commit(new SeatClaim(new MemberClaim("", null), -1), PARTITION, 42);
        long retentionMs = fixture.settings.offsets().retentionMs();
        fixture.pass(retentionMs - 1);
        assertThat(fixture.groups.committed(GroupFixture.GROUP)).isNotEmpty();

        fixture.pass(fixture.settings.offsets().checkIntervalMs() + 1);

        assertThat(fixture.groups.committed(GroupFixture.GROUP)).isEmpty();
        fixture.pass(fixture.settings.offsets().checkIntervalMs());
        assertThat(fixture.view()).isNull();
    }

    @Test
    void offsetsOfADeletedTopicAreForgotten() {
        fixture.commit(new SeatClaim(new MemberClaim("", null), -1), PARTITION, 42);

        fixture.groups.topicDeleted("topic");

        assertThat(fixture.groups.committed(GroupFixture.GROUP)).isEmpty();
    }

    private TestMember stable(String name) {
        return stable(fixture.member(name));
    }

    private TestMember stable(TestMember member) {
        return member.join().sync();
    }

    private TestMember joinStable(TestMember leader, TestMember newcomer) {
        newcomer.join();
        leader.join();
        newcomer.sync();
        leader.sync();
        return newcomer;
    }
}
