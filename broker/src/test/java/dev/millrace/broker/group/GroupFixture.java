package dev.millrace.broker.group;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;

import dev.millrace.broker.coordinator.ShardRunner;
import dev.millrace.broker.parking.DeadlineQueue;
import dev.millrace.broker.settings.GroupSettings;
import dev.millrace.broker.streamsgroup.KnownTopics;

import static org.assertj.core.api.Assertions.assertThat;

/** One coordinator with a clock that is turned by hand and a log in the heap. */
final class GroupFixture {
    static final String GROUP = "group";
    static final int SESSION_MS = 10_000;
    static final int REBALANCE_MS = 30_000;

    final HeapShardLog log = new HeapShardLog();
    final ManualClock clock = new ManualClock();
    final KnownTopics topics = new KnownTopics();
    final WaitingWork background = new WaitingWork();
    final GroupSettings settings;
    DeadlineQueue deadlines;
    GroupCoordinator groups;
    private int newestGeneration;

    GroupFixture() {
        this(GroupSettings.DEFAULTS);
    }

    GroupFixture(GroupSettings settings) {
        this.settings = settings;
        restart();
    }

    /** Loads a new coordinator from the log; what waited in the old one is gone. */
    void restart() {
        deadlines = new DeadlineQueue();
        var runner = new ShardRunner<>(
                log, deadlines, clock, timers -> new GroupShard(settings, timers, topics, background));
        runner.load();
        groups = new GroupCoordinator(runner, settings, clock);
    }

    /** Lets time pass, running everything that falls due on the way. */
    void pass(long ms) {
        long endMs = clock.milliseconds() + ms;
        while (deadlines.nextMs() <= endMs) {
            clock.set(Math.max(clock.milliseconds(), deadlines.nextMs()));
            deadlines.runDue(clock.milliseconds());
        }
        clock.set(endMs);
    }

    void generationIsAnnounced(int generation) {
        assertThat(generation).as("generations never go back").isGreaterThanOrEqualTo(newestGeneration);
        newestGeneration = generation;
    }

    GroupView view() {
        return groups.group(GROUP);
    }

    TestMember member(String name) {
        return new TestMember(this, name, null);
    }

    TestMember staticMember(String name, String instanceId) {
        return new TestMember(this, name, instanceId);
    }

    Errors commit(SeatClaim seat, TopicPartition partition, long offset) {
        List<Errors> replies = new ArrayList<>();
        var offsets = List.of(new OffsetToCommit(partition, offset, -1, ""));
        groups.commit(new CommitRequest(GROUP, seat, new Sender("c", "client", "/host"), offsets, -1), replies::add);
        return replies.isEmpty() ? null : replies.get(0);
    }

    static Map<String, byte[]> assignments(JoinReply reply, String text) {
        Map<String, byte[]> assignments = new HashMap<>();
        reply.roster()
                .members()
                .forEach(entry -> assignments.put(entry.memberId(), (text + entry.memberId()).getBytes()));
        return assignments;
    }
}
