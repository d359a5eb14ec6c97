package dev.millrace.streams.internal.runtime.thread;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.millrace.streams.internal.SteppedTime;
import dev.millrace.streams.internal.assignment.ClusterFacts;
import dev.millrace.streams.internal.assignment.InternalTopicCreator;
import dev.millrace.streams.internal.assignment.Leadership;
import dev.millrace.streams.internal.assignment.SubtopologyTopics;
import dev.millrace.streams.internal.changelog.StateDirectory;
import dev.millrace.streams.internal.changelog.StoreOffsets;
import dev.millrace.streams.processor.TaskId;
import dev.millrace.streams.processor.assignment.AssignmentConfigs;

import static org.assertj.core.api.Assertions.assertThat;

class MembershipTest {
    private static final TaskId TASK = new TaskId(0, 3);
    private static final TaskId OTHER = new TaskId(0, 4);

    private final SteppedTime time = new SteppedTime();

    @TempDir
    private Path directory;

    @Test
    void rebalanceIsBegunOnceAndNotBeforeItsTime() {
        Membership membership = membership(new StateDirectory(directory, "app", false, time));
        assertThat(membership.takeFollowUp(Long.MAX_VALUE - 1)).isFalse();
        membership.onFollowUp(100);

        assertThat(membership.takeFollowUp(99)).isFalse();
        assertThat(membership.takeFollowUp(100)).isTrue();
        assertThat(membership.takeFollowUp(101)).isFalse();
    }

    @Test
    void rebalanceInBetweenReplacesTheOneThatWasToFollow() {
        Membership membership = membership(new StateDirectory(directory, "app", false, time));
        membership.onFollowUp(100);

        membership.onFollowUp(Long.MAX_VALUE);

        assertThat(membership.takeFollowUp(1_000)).isFalse();
    }

    @Test
    void taskThatDoesNotRunYetIsTold() {
        StateDirectory state = new StateDirectory(directory, "app", true, time);
        state.open();
        Membership membership = membership(state);
        new StoreOffsets(state.taskDirectory(TASK))
                .write(Map.of(new TopicPartition("log", 3), 40L, new TopicPartition("input", 3), 2L));
        membership.table().assigned().add(TASK);
        membership.table().assigned().add(OTHER);

        assertThat(membership.runningTasks()).containsExactlyInAnyOrder(TASK, OTHER);
        assertThat(membership.stateSums()).isEqualTo(Map.of(TASK, 40L, OTHER, 0L));
        state.close();
    }

    private Membership membership(StateDirectory state) {
        Admin nobody = (Admin) Proxy.newProxyInstance(
                Admin.class.getClassLoader(), new Class<?>[] {Admin.class}, (proxy, method, arguments) -> {
                    throw new AssertionError("asked the cluster: " + method);
                });
        Leadership leadership = new Leadership(
                new InternalTopicCreator(nobody, time, (short) 1, 0),
                new ClusterFacts(nobody),
                new AssignmentConfigs(0, 1, 0, 60_000, List.of(), OptionalInt.empty(), OptionalInt.empty(), "none"),
                Optional.empty(),
                Map.of(),
                time);
        SubtopologyTopics topics = new SubtopologyTopics(
                0,
                Set.of("input"),
                Optional.empty(),
                Set.of(),
                Map.of(),
                Set.of("store"),
                Set.of("log"),
                Set.of("input"),
                Set.of(),
                Map.of());
        return new Membership(new UUID(0, 1), List.of(topics), leadership, state, "", Map.of());
    }
}
