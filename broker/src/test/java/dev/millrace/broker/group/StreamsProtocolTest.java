package dev.millrace.broker.group;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.millrace.broker.membership.Origin;
import dev.millrace.broker.settings.GroupSettings;
import dev.millrace.broker.streamsgroup.DemandedTopic;
import dev.millrace.broker.streamsgroup.GroupStatus;
import dev.millrace.broker.streamsgroup.GroupTask;
import dev.millrace.broker.streamsgroup.StreamsHeartbeat;
import dev.millrace.broker.streamsgroup.StreamsMember;
import dev.millrace.broker.streamsgroup.StreamsReply;
import dev.millrace.broker.streamsgroup.StreamsSubtopology;
import dev.millrace.broker.streamsgroup.StreamsTopology;
import dev.millrace.broker.streamsgroup.TaskRoles;

import static org.assertj.core.api.Assertions.assertThat;

class StreamsProtocolTest {
    private static final StreamsTopology TOPOLOGY = new StreamsTopology(
            0,
            List.of(new StreamsSubtopology(
                    "0",
                    List.of("in"),
                    List.of(),
                    List.of(),
                    Set.of(),
                    List.of(new DemandedTopic("log", 0, Map.of())),
                    List.of())));

    private final GroupFixture groups = new GroupFixture(GroupSettings.DEFAULTS);

    @BeforeEach
    void makeSource() {
        groups.topics.put("in", 4);
    }

    @Test
    void theFirstMemberGetsAllTasksAtOnceAndTheChangelogIsMade() {
        Client a = new Client("a");

        StreamsReply reply = a.join();

        assertThat(reply.error()).isEqualTo(Errors.NONE);
        assertThat(reply.statuses()).isEmpty();
        assertThat(reply.tasks().active()).isEqualTo(tasks(0, 1, 2, 3).active());
        assertThat(groups.topics.partitions("log")).isEqualTo(4);
        assertThat(groups.groups.streamsGroup(GroupFixture.GROUP).state()).isEqualTo("Stable");
    }

    @Test
    void aTaskMovesOnlyAfterItsFormerMemberGaveItUp() {
        Client a = new Client("a");
        Client b = new Client("b");
        a.join();

        assertThat(b.join().tasks().active()).isEmpty();
        StreamsReply told = a.heartbeat();
        assertThat(told.tasks().active()).hasSize(2);
        assertThat(b.heartbeat().tasks()).isNull();

        a.does(told.tasks());
        assertThat(a.heartbeat().memberEpoch()).isEqualTo(2);
        TaskRoles given = b.heartbeat().tasks();
        assertThat(given.active())
                .hasSize(2)
                .doesNotContainAnyElementsOf(told.tasks().active());
        assertThat(groups.groups.streamsGroup(GroupFixture.GROUP).state()).isEqualTo("Stable");
    }

    @Test
    void whoKeepsWhatItWasToldToGiveUpIsSentAwayAfterTheRebalanceTimeout() {
        Client a = new Client("a");
        Client b = new Client("b");
        a.join();
        b.join();
        a.heartbeat();

        for (int i = 0; i < 7; i++) {
            groups.pass(GroupFixture.REBALANCE_MS / 6);
            b.heartbeat();
        }

        assertThat(a.heartbeat().error()).isEqualTo(Errors.UNKNOWN_MEMBER_ID);
        assertThat(b.tasks.active()).hasSize(4);
    }

    @Test
    void whoIsSilentForASessionIsGone() {
        Client a = new Client("a");
        Client b = new Client("b");
        a.join();
        b.join();

        groups.pass(44_000);
        b.heartbeat();
        groups.pass(2_000);

        assertThat(a.heartbeat().error()).isEqualTo(Errors.UNKNOWN_MEMBER_ID);
        b.heartbeat();
        assertThat(b.tasks.active()).hasSize(4);
    }

    @Test
    void whoseConnectionIsLostIsGoneWellBeforeTheSessionEndsUnlessItComesBack() {
        Client a = new Client("a");
        Client b = new Client("b");
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
    void groupsOutliveARestart() {
        Client a = new Client("a");
        a.join();

        groups.restart();

        StreamsReply reply = a.heartbeat();
        assertThat(reply.error()).isEqualTo(Errors.NONE);
        assertThat(reply.tasks()).isNull();
        assertThat(reply.memberEpoch()).isEqualTo(1);
        assertThat(groups.groups
                        .streamsGroup(GroupFixture.GROUP)
                        .members()
                        .get(0)
                        .assigned())
                .isEqualTo(a.tasks);
    }

    @Test
    void aStaticMemberFindsItsTasksAgain() {
        Client a = new Client("a").isStatic("instance");
        a.join();
        a.say(StreamsMember.AWAY, null, null);
        Client again = new Client("a2").isStatic("instance");

        StreamsReply reply = again.join();

        assertThat(reply.tasks().active()).hasSize(4);
        Client third = new Client("a3").isStatic("instance");
        assertThat(third.join().error()).isEqualTo(Errors.UNRELEASED_INSTANCE_ID);
    }

    @Test
    void aMissingSourceIsReportedAndTasksComeWhenItIsMade() {
        groups.topics.remove("in");
        Client a = new Client("a");

        assertThat(a.join().statuses())
                .extracting(GroupStatus::code)
                .containsExactly(GroupStatus.Code.MISSING_SOURCE_TOPICS);
        groups.topics.put("in", 1);

        StreamsReply later = a.heartbeat();
        assertThat(later.statuses()).isEmpty();
        assertThat(later.tasks().active()).isEqualTo(tasks(0).active());
    }

    @Test
    void aTopicThatMayNotBeMadeIsNamedInTheStatus() {
        Client a = new Client("a");
        a.refusal = Optional.of("not you");

        StreamsReply reply = a.join();

        assertThat(reply.statuses())
                .extracting(GroupStatus::code)
                .containsExactly(GroupStatus.Code.MISSING_INTERNAL_TOPICS);
        assertThat(reply.statuses().get(0).detail()).contains("log: not you");
        a.refusal = Optional.empty();
        assertThat(a.heartbeat().tasks().active()).hasSize(4);
    }

    @Test
    void anotherTopologyOfTheSameEpochIsRefusedWhileOthersAreThere() {
        new Client("a").join();
        StreamsTopology other = new StreamsTopology(0, List.of());

        StreamsReply reply = new Client("b").say(StreamsHeartbeat.JOIN, other, TaskRoles.NONE);

        assertThat(reply.error()).isEqualTo(Errors.STREAMS_INVALID_TOPOLOGY);
        assertThat(groups.groups.streamsGroup(GroupFixture.GROUP).members()).hasSize(1);
    }

    @Test
    void oldEpochsAreFencedAndLostAnswersAreRepeated() {
        Client a = new Client("a");
        Client b = new Client("b");
        a.join();
        b.join();
        a.does(a.heartbeat().tasks());
        a.heartbeat();

        assertThat(a.say(7, null, null).error()).isEqualTo(Errors.FENCED_MEMBER_EPOCH);
        StreamsReply repeated = a.say(1, null, a.tasks);
        assertThat(repeated.error()).isEqualTo(Errors.NONE);
        assertThat(repeated.tasks()).isNotNull();
        assertThat(repeated.memberEpoch()).isEqualTo(2);
    }

    @Test
    void oneMemberCanStopThemAll() {
        Client a = new Client("a");
        Client b = new Client("b");
        a.join();
        b.join();
        a.shutdown = true;
        a.heartbeat();

        assertThat(b.heartbeat().statuses())
                .extracting(GroupStatus::code)
                .contains(GroupStatus.Code.SHUTDOWN_APPLICATION);
    }

    @Test
    void offsetsAreCommittedWithTheMembersEpoch() {
        Client a = new Client("a");
        a.join();
        TopicPartition partition = new TopicPartition("in", 0);

        assertThat(groups.commit(seat("a", 1), partition, 5)).isEqualTo(Errors.NONE);
        assertThat(groups.commit(seat("a", 0), partition, 6)).isEqualTo(Errors.STALE_MEMBER_EPOCH);
        assertThat(groups.commit(seat("b", 1), partition, 6)).isEqualTo(Errors.UNKNOWN_MEMBER_ID);
        assertThat(groups.commit(seat("", -1), partition, 6)).isEqualTo(Errors.UNKNOWN_MEMBER_ID);
        assertThat(groups.groups.committed(GroupFixture.GROUP, partition).offset())
                .isEqualTo(5);
    }

    @Test
    void anEmptyGroupTakesOnTheProtocolOfWhoComesNextAndKeepsItsOffsets() {
        Client a = new Client("a");
        a.join();
        TopicPartition partition = new TopicPartition("in", 0);
        groups.commit(seat("a", 1), partition, 5);
        TestMember classic = groups.member("m");
        classic.join();
        assertThat(groups.view()).isNull();

        a.say(StreamsHeartbeat.LEAVE, null, null);
        classic.join();
        assertThat(groups.view()).isNotNull();
        assertThat(groups.groups.streamsGroup(GroupFixture.GROUP)).isNull();
        assertThat(groups.groups.committed(GroupFixture.GROUP, partition).offset())
                .isEqualTo(5);
        assertThat(new Client("b").join().error()).isEqualTo(Errors.GROUP_ID_NOT_FOUND);
    }

    private static SeatClaim seat(String memberId, int epoch) {
        return new SeatClaim(new MemberClaim(memberId, null), epoch);
    }

    private static TaskRoles tasks(Integer... partitions) {
        return TaskRoles.of(
                List.of(partitions).stream()
                        .map(partition -> new GroupTask("0", partition))
                        .toList(),
                List.of(),
                List.of());
    }

    /** A member that does what it is told, unless a test says otherwise. */
    private final class Client {
        private final String id;
        private @Nullable String instanceId;
        private int epoch;
        private TaskRoles tasks = TaskRoles.NONE;
        private TaskRoles doing = TaskRoles.NONE;
        private Optional<String> refusal = Optional.empty();
        private boolean shutdown;

        Client(String id) {
            this.id = id;
        }

        Client isStatic(String name) {
            instanceId = name;
            return this;
        }

        StreamsReply join() {
            StreamsReply reply = say(StreamsHeartbeat.JOIN, TOPOLOGY, TaskRoles.NONE);
            does(tasks);
            return reply;
        }

        StreamsReply heartbeat() {
            return say(epoch, null, doing);
        }

        void does(TaskRoles told) {
            doing = told;
        }

        StreamsReply say(int memberEpoch, @Nullable StreamsTopology topology, @Nullable TaskRoles owned) {
            List<StreamsReply> replies = new ArrayList<>();
            groups.groups.heartbeat(
                    new StreamsHeartbeat(
                            GroupFixture.GROUP,
                            id,
                            memberEpoch,
                            new Origin(id, "client", "/host"),
                            new StreamsHeartbeat.News(
                                    instanceId, null, GroupFixture.REBALANCE_MS, "process-" + id, null, null),
                            topology,
                            owned,
                            0,
                            shutdown,
                            topic -> refusal.isPresent() ? refusal : groups.topics.make(topic)),
                    replies::add);
            assertThat(replies).hasSize(1);
            StreamsReply reply = replies.get(0);
            if (reply.error() == Errors.NONE) {
                epoch = reply.memberEpoch();
                tasks = reply.tasks() == null ? tasks : reply.tasks();
            }
            return reply;
        }
    }
}
