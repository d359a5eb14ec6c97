package dev.millrace.streams.state;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.millrace.streams.DslStoreFormat;
import dev.millrace.streams.kstream.Windowed;
import dev.millrace.streams.kstream.internals.SessionWindow;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.query.FailureReason;
import dev.millrace.streams.query.Position;
import dev.millrace.streams.query.PositionBound;
import dev.millrace.streams.query.Query;
import dev.millrace.streams.query.QueryConfig;
import dev.millrace.streams.query.QueryResult;
import dev.millrace.streams.query.WindowKeyQuery;
import dev.millrace.streams.query.WindowRangeQuery;

import static org.assertj.core.api.Assertions.assertThat;

/** What window and session stores of every make answer to interactive queries, and the position they report. */
class TimedQueryTest {
    private static final Instant BEGIN = Instant.EPOCH;
    private static final Instant END = Instant.ofEpochMilli(100_000);

    @TempDir
    Path stateDir;

    private FakeTask task;
    private WindowStore<String, Long> windows;
    private SessionStore<String, Long> sessions;

    /** Of values alone: what queries show of others, {@link TimedQueryAgreementTest} says. */
    static List<ContractSetup> setups() {
        return ContractSetup.all().stream()
                .filter(setup -> setup.format() == DslStoreFormat.PLAIN)
                .toList();
    }

    @AfterEach
    void close() {
        task.close();
    }

    private void openWindows(ContractSetup setup, FakeTask... before) {
        task = new FakeTask(stateDir, setup.cacheBytes(), 1 << 20, before);
        windows = setup.openWindows(task);
    }

    private void openSessions(ContractSetup setup) {
        task = new FakeTask(stateDir, setup.cacheBytes(), 1 << 20);
        sessions = setup.openSessions(task);
    }

    private void putWindow(String key, long value, long start, long offset) {
        task.at(start, offset);
        windows.put(key, value, start);
    }

    private void putSession(String key, long value, long start, long end, long offset) {
        task.at(end, offset);
        sessions.put(new Windowed<>(key, new SessionWindow(start, end)), value);
    }

    private static <R> QueryResult<R> ask(StateStore store, Query<R> query) {
        return store.query(query, PositionBound.unbounded(), new QueryConfig(true));
    }

    private static WindowKeyQuery<String, Long> windowsOf(String key) {
        return WindowKeyQuery.withKeyAndWindowStartRange(key, BEGIN, END);
    }

    private static Position at(long offset) {
        return Position.emptyPosition().withComponent("input", 0, offset);
    }

    private static List<String> rows(KeyValueIterator<?, Long> iterator) {
        List<String> rows = new ArrayList<>();
        try (iterator) {
            while (iterator.hasNext()) {
                Object next = iterator.peekNextKey();
                var row = iterator.next();
                assertThat(row.key).isEqualTo(next);
                rows.add(row.key + "=" + row.value);
            }
        }
        return rows;
    }

    /** What only the cache has is above a user's store, which does not know it. */
    private static boolean seesTheCache(ContractSetup setup) {
        return !setup.bytes().equals("supplied") || setup.cacheBytes() == 0;
    }

    @ParameterizedTest
    @MethodSource("setups")
    void looksUpTheWindowsOfOneKeyAndOfAll(ContractSetup setup) {
        openWindows(setup);
        putWindow("a", 1, 0, 1);
        putWindow("b", 2, 0, 2);
        task.commit();
        putWindow("a", 3, 20_000, 3);
        if (!seesTheCache(setup)) {
            task.commit();
        }
        assertThat(rows(ask(windows, windowsOf("a")).getResult())).containsExactly("0=1", "20000=3");
        assertThat(rows(ask(
                                windows,
                                WindowRangeQuery.<String, Long>withWindowStartRange(
                                        Instant.ofEpochMilli(1), Instant.ofEpochMilli(20_000)))
                        .getResult()))
                .containsExactly("[a@20000/30000]=3");
    }

    @ParameterizedTest
    @MethodSource("setups")
    void looksUpTheSessionsOfAKey(ContractSetup setup) {
        openSessions(setup);
        putSession("a", 1, 0, 5, 1);
        putSession("b", 2, 0, 5, 2);
        task.commit();
        putSession("a", 3, 20_000, 30_000, 3);
        if (!seesTheCache(setup)) {
            task.commit();
        }
        assertThat(rows(ask(sessions, WindowRangeQuery.<String, Long>withKey("a"))
                        .getResult()))
                .containsExactly("[a@0/5]=1", "[a@20000/30000]=3");
    }

    @ParameterizedTest
    @MethodSource("setups")
    void eachKindRefusesTheQueriesOfTheOther(ContractSetup setup) {
        openWindows(setup);
        QueryResult<?> ofWindows = ask(windows, WindowRangeQuery.<String, Long>withKey("a"));
        assertThat(ofWindows.getFailureReason()).isEqualTo(FailureReason.UNKNOWN_QUERY_TYPE);
        assertThat(ofWindows.getFailureMessage()).contains("key=a").contains("range of their starts");
        assertThat(ofWindows.getExecutionInfo()).isNotEmpty();
        close();
        openSessions(setup);
        QueryResult<?> ofSessions = ask(sessions, WindowRangeQuery.<String, Long>withWindowStartRange(BEGIN, END));
        assertThat(ofSessions.getFailureReason()).isEqualTo(FailureReason.UNKNOWN_QUERY_TYPE);
        assertThat(ask(sessions, windowsOf("a")).getFailureReason()).isEqualTo(FailureReason.UNKNOWN_QUERY_TYPE);
    }

    @ParameterizedTest
    @MethodSource("setups")
    void answersOnlyWhenUpToTheBound(ContractSetup setup) {
        openWindows(setup);
        putWindow("a", 1, 0, 4);
        task.commit();
        assertThat(windows.getPosition()).isEqualTo(at(4));
        QueryConfig plain = new QueryConfig(false);
        QueryResult<?> reached = windows.query(windowsOf("a"), PositionBound.at(at(4)), plain);
        assertThat(reached.isSuccess()).isTrue();
        assertThat(reached.getPosition()).isEqualTo(at(4));
        assertThat(reached.getExecutionInfo()).isEmpty();
        assertThat(windows.query(windowsOf("a"), PositionBound.at(at(5)), plain).getFailureReason())
                .isEqualTo(FailureReason.NOT_UP_TO_BOUND);
    }

    @ParameterizedTest
    @MethodSource("setups")
    void positionMovesWithDeletionsAndExpiredEntriesToo(ContractSetup setup) {
        openSessions(setup);
        putSession("a", 1, 0, 400_000, 1);
        task.at(5, 2);
        sessions.remove(new Windowed<>("a", new SessionWindow(0, 400_000)));
        task.commit();
        assertThat(sessions.getPosition()).isEqualTo(at(2));
        putSession("a", 1, 0, 1, 3);
        task.commit();
        assertThat(sessions.getPosition()).isEqualTo(at(3));
    }

    @ParameterizedTest
    @MethodSource("setups")
    void committedPositionOutlivesTheProcessWithTheEntries(ContractSetup setup) {
        openWindows(setup);
        putWindow("a", 1, 0, 4);
        task.commit();
        putWindow("a", 2, 0, 5);
        task.close();
        openWindows(setup, task);
        boolean kept = setup.bytes().equals("rocksdb");
        assertThat(windows.getPosition()).isEqualTo(kept ? at(4) : Position.emptyPosition());
    }

    @ParameterizedTest
    @MethodSource("setups")
    void closedStoreFailsTheQuery(ContractSetup setup) {
        openWindows(setup);
        windows.close();
        assertThat(ask(windows, windowsOf("a")).getFailureReason()).isEqualTo(FailureReason.STORE_EXCEPTION);
    }
}
