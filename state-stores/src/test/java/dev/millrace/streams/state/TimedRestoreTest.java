package dev.millrace.streams.state;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.millrace.streams.DslStoreFormat.TIMESTAMPED;
import static org.assertj.core.api.Assertions.assertThat;

/** What Kafka Streams' stores logged restores ours, and the other way round. */
class TimedRestoreTest {
    @TempDir
    Path ourDir;

    @TempDir
    Path theirDir;

    static List<TimedSetup> windows() {
        return TimedSetup.windows().stream()
                .filter(TimedRestoreTest::restorable)
                .toList();
    }

    static List<TimedSetup> sessions() {
        return TimedSetup.sessions().stream()
                .filter(TimedRestoreTest::restorable)
                .toList();
    }

    /**
     * Over bytes made for more than its values have, Kafka Streams restores what it cannot read: with a time or headers
     * that it does not put there itself.
     */
    private static boolean restorable(TimedSetup setup) {
        return setup.logged() && !setup.cached() && setup.values().compareTo(setup.made()) >= 0;
    }

    /** Without deletions where duplicates are kept: they move the clock of who reads them, not of who wrote them. */
    private static void fill(Windows store, boolean deleting, long seed) {
        Random random = new Random(seed);
        for (int step = 0; step < 60; step++) {
            long start = 1_000_000 + step * 10_000L - random.nextInt(300_000);
            String key = "k".repeat(random.nextInt(4));
            store.put(key, deleting && random.nextInt(6) == 0 ? null : "v" + step, start, start + 5);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("windows")
    void theirWindowsRestoreOurs(TimedSetup setup) {
        try (KafkaTask<org.apache.kafka.streams.state.WindowStore<String, Object>> theirs =
                        new KafkaTask<>(theirDir, 0, WindowAgreementTest.theirs(setup));
                FakeTask task = new FakeTask(ourDir, 0, 1 << 20)) {
            List<String> expected = new ArrayList<>();
            theirs.run(1_000_000, store -> {
                Windows text = new Windows.Theirs(store, setup.values());
                fill(text, !setup.duplicates(), 5);
                expected.addAll(text.all(true));
            });
            task.log().addAll(theirs.log());
            WindowStore<String, Object> ours =
                    task.open(WindowAgreementTest.ours(setup).build());
            task.restore(ours);
            assertThat(new Windows.Ours(ours, setup.values()).all(true))
                    .isNotEmpty()
                    .isEqualTo(expected);
        }
    }

    /** Over bytes made for time but no headers, Kafka Streams restores values without their time, and fails to read. */
    static List<TimedSetup> windowsTheyRead() {
        return windows().stream()
                .filter(setup -> setup.made() != TIMESTAMPED || setup.values() == TIMESTAMPED)
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("windowsTheyRead")
    void ourWindowsRestoreTheirs(TimedSetup setup) {
        try (FakeTask task = new FakeTask(ourDir, 0, 1 << 20)) {
            WindowStore<String, Object> ours =
                    task.open(WindowAgreementTest.ours(setup).build());
            task.at(1_000_000);
            fill(new Windows.Ours(ours, setup.values()), !setup.duplicates(), 6);
            task.commit();
            List<String> restored = new ArrayList<>();
            KafkaTask.restoreAndRead(
                    theirDir,
                    WindowAgreementTest.theirs(setup),
                    task.log(),
                    store -> restored.addAll(new Windows.Theirs(store, setup.values()).all(true)));
            assertThat(restored).isNotEmpty().isEqualTo(new Windows.Ours(ours, setup.values()).all(true));
        }
    }

    static List<TimedSetup> duplicates() {
        return TimedSetup.windows().stream().filter(TimedSetup::duplicates).toList();
    }

    /** As in Kafka Streams: on disk, numbers begin anew and replace what has them already; in the heap they go on. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("duplicates")
    void restoredStoreNumbersDuplicatesAsKafkaStreamsDoes(TimedSetup setup) {
        try (FakeTask task = new FakeTask(ourDir, 0, 1 << 20);
                FakeTask next = new FakeTask(ourDir.resolve("next"), 0, 1 << 20, task)) {
            WindowStore<String, Object> before =
                    task.open(WindowAgreementTest.ours(setup).build());
            for (String value : List.of("one", "two", "three")) {
                new Windows.Ours(before, setup.values()).put("k", value, 10, 10);
            }
            task.commit();
            WindowStore<String, Object> after =
                    next.open(WindowAgreementTest.ours(setup).build());
            next.restore(after);
            List<ConsumerRecord<byte[], byte[]>> log = List.copyOf(task.log());
            List<String> expected = new ArrayList<>();
            KafkaTask.restoreAndRead(theirDir, WindowAgreementTest.theirs(setup), log, store -> {
                Windows theirs = new Windows.Theirs(store, setup.values());
                theirs.put("k", "four", 10, 10);
                expected.addAll(theirs.all(true));
            });
            new Windows.Ours(after, setup.values()).put("k", "four", 10, 10);
            assertThat(new Windows.Ours(after, setup.values()).all(true)).isEqualTo(expected);
        }
    }

    private static void fill(Sessions store, long seed) {
        Random random = new Random(seed);
        for (int step = 0; step < 60; step++) {
            long end = 1_000_000 + step * 10_000L - random.nextInt(300_000);
            String key = "k".repeat(random.nextInt(4));
            store.put(key, random.nextInt(6) == 0 ? null : "v" + step, end - random.nextInt(20_000), end);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sessions")
    void theirSessionsRestoreOurs(TimedSetup setup) {
        try (KafkaTask<org.apache.kafka.streams.state.SessionStore<String, Object>> theirs =
                        new KafkaTask<>(theirDir, 0, SessionAgreementTest.theirs(setup));
                FakeTask task = new FakeTask(ourDir, 0, 1 << 20)) {
            List<String> expected = new ArrayList<>();
            theirs.run(1_000_000, store -> {
                fill(new Sessions.Theirs(store, setup.values()), 7);
                expected.addAll(new Sessions.Theirs(store, setup.values()).fetch(null, null, true));
            });
            task.log().addAll(theirs.log());
            SessionStore<String, Object> ours =
                    task.open(SessionAgreementTest.ours(setup).build());
            task.restore(ours);
            assertThat(new Sessions.Ours(ours, setup.values()).fetch(null, null, true))
                    .isNotEmpty()
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sessions")
    void ourSessionsRestoreTheirs(TimedSetup setup) {
        try (FakeTask task = new FakeTask(ourDir, 0, 1 << 20)) {
            SessionStore<String, Object> ours =
                    task.open(SessionAgreementTest.ours(setup).build());
            task.at(1_000_000);
            fill(new Sessions.Ours(ours, setup.values()), 8);
            task.commit();
            List<String> restored = new ArrayList<>();
            KafkaTask.restoreAndRead(
                    theirDir,
                    SessionAgreementTest.theirs(setup),
                    task.log(),
                    store -> restored.addAll(new Sessions.Theirs(store, setup.values()).fetch(null, null, true)));
            assertThat(restored)
                    .isNotEmpty()
                    .isEqualTo(new Sessions.Ours(ours, setup.values()).fetch(null, null, true));
        }
    }
}
