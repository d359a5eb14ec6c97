package dev.millrace.streams.state;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.query.KeyQuery;
import dev.millrace.streams.query.Position;
import dev.millrace.streams.query.PositionBound;
import dev.millrace.streams.query.Query;
import dev.millrace.streams.query.QueryConfig;
import dev.millrace.streams.query.QueryResult;
import dev.millrace.streams.query.WindowKeyQuery;
import dev.millrace.streams.query.WindowRangeQuery;

import static dev.millrace.streams.DslStoreFormat.HEADERS;
import static org.assertj.core.api.Assertions.assertThat;

/** Interactive queries to window and session stores give what Kafka Streams gives: rows, positions, reasons. */
class TimedQueryAgreementTest {
    private static final long BEHIND = 99;

    @TempDir
    Path ourDir;

    @TempDir
    Path theirDir;

    /** Of stores with headers on disk, Kafka Streams answers no queries at all; in the heap, as ours do everywhere. */
    private static boolean answers(TimedSetup setup) {
        return !setup.onDisk() || setup.values() != HEADERS && setup.made() != HEADERS;
    }

    static Stream<TimedSetup> windows() {
        return TimedSetup.windows().stream().filter(TimedQueryAgreementTest::answers);
    }

    static Stream<TimedSetup> sessions() {
        return TimedSetup.sessions().stream().filter(TimedQueryAgreementTest::answers);
    }

    /** A query as both libraries have it. */
    private record Asked(String name, Query<?> ours, org.apache.kafka.streams.query.Query<?> theirs) {}

    private static Instant at(long ms) {
        return Instant.ofEpochMilli(ms);
    }

    private static Asked windowsOf(String key, long from, long to) {
        return new Asked(
                "windows of " + key + " from " + from + " to " + to,
                WindowKeyQuery.withKeyAndWindowStartRange(key, at(from), at(to)),
                org.apache.kafka.streams.query.WindowKeyQuery.withKeyAndWindowStartRange(key, at(from), at(to)));
    }

    private static Asked windows(Instant from, Instant to) {
        return new Asked(
                "windows from " + from + " to " + to,
                WindowRangeQuery.withWindowStartRange(from, to),
                org.apache.kafka.streams.query.WindowRangeQuery.withWindowStartRange(from, to));
    }

    private static Asked sessionsOf(String key) {
        return new Asked(
                "sessions of " + key,
                WindowRangeQuery.withKey(key),
                org.apache.kafka.streams.query.WindowRangeQuery.withKey(key));
    }

    private static List<Asked> asked() {
        return List.of(
                windowsOf("a", 0, 1_000_000),
                windowsOf("a", 10_000, 20_000),
                windowsOf("a", 20_000, 10_000),
                windowsOf("b", 0, 1_000_000),
                windowsOf(null, 0, 1_000_000),
                windows(at(0), at(1_000_000)),
                windows(at(10_000), at(20_000)),
                windows(at(20_000), at(10_000)),
                windows(Instant.MIN, Instant.MAX),
                sessionsOf("a"),
                sessionsOf("b"),
                sessionsOf("c"),
                new Asked(
                        "the value of a", KeyQuery.withKey("a"), org.apache.kafka.streams.query.KeyQuery.withKey("a")));
    }

    @ParameterizedTest
    @MethodSource("windows")
    void windowsAgree(TimedSetup setup) {
        try (FakeTask task = new FakeTask(ourDir, setup.cacheBytes(), 1 << 20);
                KafkaTask<org.apache.kafka.streams.state.WindowStore<String, Object>> theirs =
                        new KafkaTask<>(theirDir, setup.cacheBytes(), WindowAgreementTest.theirs(setup))) {
            WindowStore<String, Object> store =
                    task.open(WindowAgreementTest.ours(setup).build());
            for (long offset = 0; offset < 4; offset++) {
                String key = offset == 2 ? "b" : "a";
                long start = offset * 10_000;
                task.at(start, offset);
                new Windows.Ours(store, setup.values()).put(key, "v" + offset, start, start + 3);
                task.commit();
                theirs.run(start, kafka -> new Windows.Theirs(kafka, setup.values())
                        .put(key, "v" + start / 10_000, start, start + 3));
            }
            compare(store, theirs);
        }
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void sessionsAgree(TimedSetup setup) {
        try (FakeTask task = new FakeTask(ourDir, setup.cacheBytes(), 1 << 20);
                KafkaTask<org.apache.kafka.streams.state.SessionStore<String, Object>> theirs =
                        new KafkaTask<>(theirDir, setup.cacheBytes(), SessionAgreementTest.theirs(setup))) {
            SessionStore<String, Object> store =
                    task.open(SessionAgreementTest.ours(setup).build());
            for (long offset = 0; offset < 4; offset++) {
                String key = offset == 2 ? "b" : "a";
                String value = "v" + offset;
                long end = offset * 10_000;
                task.at(end, offset);
                new Sessions.Ours(store, setup.values()).put(key, value, end - end / 5, end);
                task.commit();
                theirs.run(
                        end, kafka -> new Sessions.Theirs(kafka, setup.values()).put(key, value, end - end / 5, end));
            }
            compare(store, theirs);
        }
    }

    private static <S extends org.apache.kafka.streams.processor.StateStore> void compare(
            StateStore store, KafkaTask<S> theirs) {
        List<String> ourAnswers = new ArrayList<>();
        List<String> theirAnswers = new ArrayList<>();
        for (Asked query : asked()) {
            ourAnswers.add(query.name() + ": " + ours(store, query.ours(), PositionBound.unbounded()));
            theirs.run(
                    60_000,
                    kafka -> theirAnswers.add(query.name() + ": "
                            + theirs(kafka, query.theirs(), org.apache.kafka.streams.query.PositionBound.unbounded())));
            if (unknownKind(query, store)) {
                // Both do not know it, but Kafka Streams finds out only after it has looked at the bound.
                continue;
            }
            ourAnswers.add("behind: "
                    + ours(
                            store,
                            query.ours(),
                            PositionBound.at(Position.emptyPosition().withComponent("input", 0, BEHIND))));
            theirs.run(
                    60_000,
                    kafka -> theirAnswers.add("behind: "
                            + theirs(
                                    kafka,
                                    query.theirs(),
                                    org.apache.kafka.streams.query.PositionBound.at(
                                            org.apache.kafka.streams.query.Position.emptyPosition()
                                                    .withComponent("input", 0, BEHIND)))));
        }
        assertThat(ourAnswers).isEqualTo(theirAnswers);
    }

    private static boolean unknownKind(Asked query, StateStore store) {
        return query.ours() instanceof KeyQuery
                || query.ours() instanceof WindowKeyQuery && store instanceof SessionStore;
    }

    private static String ours(StateStore store, Query<?> query, PositionBound bound) {
        QueryResult<?> result = store.query(query, bound, new QueryConfig(true));
        assertThat(result.getExecutionInfo()).isNotEmpty();
        String answer = result.isFailure()
                ? result.getFailureReason().name()
                : rows(
                        result.getResult(),
                        row -> row instanceof KeyValue<?, ?> pair ? pair.key + "=" + pair.value : "");
        return answer + " at " + result.getPosition();
    }

    private static String theirs(
            org.apache.kafka.streams.processor.StateStore store,
            org.apache.kafka.streams.query.Query<?> query,
            org.apache.kafka.streams.query.PositionBound bound) {
        var result = store.query(query, bound, new org.apache.kafka.streams.query.QueryConfig(true));
        String answer = result.isFailure()
                ? result.getFailureReason().name()
                : rows(
                        result.getResult(),
                        row -> row instanceof org.apache.kafka.streams.KeyValue<?, ?> pair
                                ? pair.key + "=" + pair.value
                                : "");
        return answer + " at " + result.getPosition();
    }

    private static String rows(Object iterator, Function<Object, String> text) {
        List<String> rows = new ArrayList<>();
        ((Iterator<?>) iterator).forEachRemaining(row -> rows.add(text.apply(row)));
        try {
            ((AutoCloseable) iterator).close();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        return rows.toString();
    }
}
