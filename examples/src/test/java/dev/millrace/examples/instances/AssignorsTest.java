package dev.millrace.examples.instances;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.GroupAssignment;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.GroupSubscription;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.millrace.streams.KafkaStreams;
import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import dev.millrace.streams.errors.TaskAssignmentException;
import dev.millrace.streams.processor.TaskId;
import dev.millrace.streams.processor.assignment.ApplicationState;
import dev.millrace.streams.processor.assignment.KafkaStreamsAssignment;
import dev.millrace.streams.processor.assignment.KafkaStreamsAssignment.AssignedTask;
import dev.millrace.streams.processor.assignment.KafkaStreamsState;
import dev.millrace.streams.processor.assignment.ProcessId;
import dev.millrace.streams.processor.assignment.TaskAssignor;
import dev.millrace.streams.processor.assignment.assignors.StickyTaskAssignor;

import static dev.millrace.examples.instances.Cluster.await;
import static org.assertj.core.api.Assertions.assertThat;

/** Instances whose tasks are placed by an assignor of the application's, or move once copies are warm. */
class AssignorsTest {
    private static final int PARTITIONS = 4;
    private static final List<String> WORDS = List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l");

    @TempDir
    private Path directory;

    private final List<KafkaStreams> instances = new ArrayList<>();
    private Cluster cluster;

    @BeforeEach
    void start() throws Exception {
        cluster = new Cluster(directory.resolve("broker"));
        cluster.create(Counting.INPUT, PARTITIONS);
        cluster.create(Counting.OUTPUT, PARTITIONS);
        cluster.write(Counting.INPUT, WORDS);
    }

    @AfterEach
    void close() {
        instances.forEach(KafkaStreams::close);
        cluster.close();
    }

    @Test
    void reserveOnlyKeepsCopiesUntilNobodyElseIsLeft() {
        Notes notes = new Notes();
        KafkaStreams worker = open("worker", settings(Reserve.class, notes, "work"));
        KafkaStreams reserve = open("reserve", settings(Reserve.class, notes, "reserve"));
        reserve.start();
        worker.start();

        await("all tasks on the worker", () -> Counting.counts(worker).size() == WORDS.size());
        await(
                "all copies on the reserve",
                () -> Counting.counts(reserve).isEmpty()
                        && Counting.countsAndCopies(reserve).size() == WORDS.size());
        assertThat(notes.racks).contains("rack-of-work", "rack-of-reserve");

        worker.close();
        await("all tasks on the reserve", () -> Counting.counts(reserve).size() == WORDS.size());
        assertThat(notes.errors).containsOnly(TaskAssignor.AssignmentError.NONE);
    }

    @Test
    void followUpRebalanceIsBegunWithoutAnyOtherReason() {
        Notes notes = new Notes();
        KafkaStreams instance = open("a", settings(InTwoSteps.class, notes, "work"));
        instance.start();

        await("second step", () -> Counting.counts(instance).size() == WORDS.size());
        assertThat(notes.errors).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void assignmentThatCannotBeDoneStopsEveryInstance() {
        Notes notes = new Notes();
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        for (String name : List.of("a", "b")) {
            KafkaStreams instance = open(name, settings(LeavesOut.class, notes, name));
            instance.setUncaughtExceptionHandler(failure -> {
                failures.add(failure);
                return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            });
            instance.start();
        }

        await("both stopped", () -> instances.stream()
                .allMatch(instance -> instance.state() == KafkaStreams.State.ERROR));
        assertThat(failures).hasSize(2).allSatisfy(failure -> assertThat(failure)
                .isInstanceOf(TaskAssignmentException.class)
                .hasMessageContaining("MISSING_PROCESS_ID"));
        assertThat(notes.errors).contains(TaskAssignor.AssignmentError.MISSING_PROCESS_ID);
    }

    @Test
    void stickyAssignorSharesOut() {
        Map<String, Object> sticky =
                Map.of(StreamsConfig.TASK_ASSIGNOR_CLASS_CONFIG, StickyTaskAssignor.class.getName());
        KafkaStreams a = open("a", sticky);
        KafkaStreams b = open("b", sticky);
        a.start();
        b.start();

        await(
                "shared",
                () -> !Counting.counts(a).isEmpty()
                        && !Counting.counts(b).isEmpty()
                        && Counting.counts(a).size() + Counting.counts(b).size() == WORDS.size());
    }

    @Test
    void tasksMoveToANewInstanceOnceItsCopiesAreWarm() {
        Map<String, Object> noLag = Map.of(
                StreamsConfig.ACCEPTABLE_RECOVERY_LAG_CONFIG, 0, StreamsConfig.MAX_WARMUP_REPLICAS_CONFIG, PARTITIONS);
        KafkaStreams a = open("a", noLag);
        a.start();
        await("counted", () -> Counting.counts(a).size() == WORDS.size());
        KafkaStreams b = open("b", noLag);
        b.start();
        await("copies on the new one", () -> !Counting.countsAndCopies(b).isEmpty());
        await("the old one still has all", () -> Counting.counts(a).size() == WORDS.size());
        assertThat(Counting.counts(b)).isEmpty();

        a.addStreamThread();

        await(
                "moved at the next rebalance",
                () -> !Counting.counts(b).isEmpty()
                        && Counting.counts(a).size() + Counting.counts(b).size() == WORDS.size());
    }

    private KafkaStreams open(String name, Map<String, Object> settings) {
        KafkaStreams instance = Counting.instance(cluster, directory.resolve(name), settings);
        instances.add(instance);
        return instance;
    }

    private static Map<String, Object> settings(Class<? extends TaskAssignor> assignor, Notes notes, String role) {
        return Map.of(
                StreamsConfig.TASK_ASSIGNOR_CLASS_CONFIG,
                assignor.getName(),
                Notes.KEY,
                notes,
                StreamsConfig.CLIENT_TAG_PREFIX + "role",
                role,
                "client.rack",
                "rack-of-" + role);
    }

    /** What the assignors of one test saw; any thread that leads writes. */
    private static final class Notes {
        private static final String KEY = "test.notes";

        private final List<TaskAssignor.AssignmentError> errors = new CopyOnWriteArrayList<>();
        private final List<String> racks = new CopyOnWriteArrayList<>();
    }

    /** Notes what happens; the rest is up to the assignor. */
    private abstract static class Noting implements TaskAssignor {
        private Notes notes;

        @Override
        public void configure(Map<String, ?> configs) {
            notes = (Notes) configs.get(Notes.KEY);
        }

        @Override
        public void onAssignmentComputed(
                GroupAssignment assignment, GroupSubscription subscription, AssignmentError error) {
            notes.errors.add(error);
        }

        /** Assignments of nothing to each instance. */
        Map<ProcessId, KafkaStreamsAssignment> nothing(ApplicationState application) {
            Map<ProcessId, KafkaStreamsAssignment> assignments = new HashMap<>();
            for (KafkaStreamsState instance :
                    application.kafkaStreamsStates(false).values()) {
                instance.rackId().ifPresent(notes.racks::add);
                assignments.put(instance.processId(), KafkaStreamsAssignment.of(instance.processId(), Set.of()));
            }
            return assignments;
        }
    }

    /** Instances tagged as reserve run nothing as long as there is another one. */
    public static final class Reserve extends Noting {
        @Override
        public TaskAssignment assign(ApplicationState application) {
            Map<ProcessId, KafkaStreamsAssignment> assignments = nothing(application);
            List<KafkaStreamsState> instances =
                    new ArrayList<>(application.kafkaStreamsStates(false).values());
            List<KafkaStreamsState> workers = instances.stream()
                    .filter(instance -> instance.clientTags().get("role").equals("work"))
                    .toList();
            ProcessId runner = (workers.isEmpty() ? instances : workers).get(0).processId();
            for (TaskId task : application.allTasks().keySet()) {
                assignments.forEach((process, assignment) -> assignment.assignTask(new AssignedTask(
                        task, process.equals(runner) ? AssignedTask.Type.ACTIVE : AssignedTask.Type.STANDBY)));
            }
            return new TaskAssignment(assignments.values());
        }
    }

    /** Half of the tasks, and the others in a rebalance that follows. */
    public static final class InTwoSteps extends Noting {
        @Override
        public TaskAssignment assign(ApplicationState application) {
            KafkaStreamsState instance =
                    application.kafkaStreamsStates(false).values().iterator().next();
            KafkaStreamsAssignment assignment = nothing(application).get(instance.processId());
            boolean first = instance.previousActiveTasks().isEmpty();
            application.allTasks().keySet().stream()
                    .filter(task -> !first || task.partition() % 2 == 0)
                    .forEach(task -> assignment.assignTask(new AssignedTask(task, AssignedTask.Type.ACTIVE)));
            return new TaskAssignment(List.of(first ? assignment.withFollowupRebalance(Instant.EPOCH) : assignment));
        }
    }

    /** Assigns to nobody as soon as there are two. */
    public static final class LeavesOut extends Noting {
        @Override
        public TaskAssignment assign(ApplicationState application) {
            Map<ProcessId, KafkaStreamsAssignment> assignments = nothing(application);
            return new TaskAssignment(assignments.size() > 1 ? List.of() : assignments.values());
        }
    }
}
