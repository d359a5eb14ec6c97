package dev.millrace.streams.internal.runtime.stores;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import org.junit.jupiter.api.Test;

import leaking.Leaks;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.errors.InvalidStateStoreException;
import dev.millrace.streams.processor.TaskId;
import dev.millrace.streams.query.Position;
import dev.millrace.streams.query.QueryResult;
import dev.millrace.streams.state.KeyValueIterator;
import dev.millrace.streams.state.VersionedRecord;
import dev.millrace.streams.state.VersionedRecordIterator;
import dev.millrace.streams.state.WindowStoreIterator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Iterators that users open, close, and forget to close. */
class OpenIteratorsTest {
    private static final TaskId TASK = new TaskId(1, 2);

    private final List<String> reports = new ArrayList<>();
    private final OpenIterators iterators = new OpenIterators("orders", reports::add);

    @Test
    void oneThatIsClosedIsNotReported() {
        OneRow row = new OneRow();
        try (KeyValueIterator<Long, String> tracked = iterators.track((KeyValueIterator<Long, String>) row)) {
            assertThat(tracked.hasNext()).isTrue();
            assertThat(tracked.peekNextKey()).isEqualTo(5L);
            assertThat(tracked.next()).isEqualTo(KeyValue.pair(5L, "five"));
            assertThat(tracked.hasNext()).isFalse();
        }
        iterators.end(TASK);

        assertThat(row.closed).isEqualTo(1);
        assertThat(reports).isEmpty();
    }

    @Test
    void oneLeftOpenIsEndedWithItsStoreAndReportedWithThePlaceThatOpenedIt() {
        OneRow row = new OneRow();
        WindowStoreIterator<String> left = Leaks.open(() -> iterators.track((WindowStoreIterator<String>) row));
        iterators.end(TASK);

        assertThat(row.closed).isEqualTo(1);
        assertThat(reports)
                .singleElement()
                .asString()
                .contains("Store orders of task 1_2", "1 of its iterators", "leaking.Leaks.open(Leaks.java:")
                .contains("by " + Thread.currentThread().getName());
        assertThatThrownBy(left::hasNext)
                .isInstanceOf(InvalidStateStoreException.class)
                .hasMessageContaining("orders");
        left.close();
        assertThat(row.closed).as("not closed twice").isEqualTo(1);
    }

    @Test
    void oneOfAnotherThreadIsLeftToItsStoreSinceItMayBeInUse() throws Exception {
        OneRow row = new OneRow();
        List<KeyValueIterator<Long, String>> left = new ArrayList<>();
        Thread query =
                new Thread(() -> left.add(iterators.track((KeyValueIterator<Long, String>) row)), "a query thread");
        query.start();
        query.join();
        iterators.end(TASK);

        assertThat(row.closed).isZero();
        assertThat(reports).singleElement().asString().contains("by a query thread (1)");
        assertThatThrownBy(() -> left.get(0).next()).isInstanceOf(InvalidStateStoreException.class);
    }

    @Test
    void growingNumberIsReportedWhileTheStoreIsOpenEachTimeItDoubles() {
        for (int i = 0; i < 130; i++) {
            iterators.track((KeyValueIterator<Long, String>) new OneRow());
        }

        assertThat(reports).hasSize(2);
        assertThat(reports.get(0)).startsWith("64 iterators over store orders");
        assertThat(reports.get(1)).startsWith("128 iterators over store orders");
    }

    @Test
    void placeIsFoundAfterManyIteratorsThatWereClosedIfMoreThanOneIsLeft() {
        for (int i = 0; i < 2000; i++) {
            iterators.track((KeyValueIterator<Long, String>) new OneRow()).close();
        }
        Leaks.open(() -> iterators.track((KeyValueIterator<Long, String>) new OneRow()));
        Leaks.open(() -> iterators.track((KeyValueIterator<Long, String>) new OneRow()));
        iterators.end(TASK);

        assertThat(reports)
                .singleElement()
                .asString()
                .contains("2 of its iterators", "a place not noted", "leaking.Leaks.open(Leaks.java:");
    }

    @Test
    void answerOfAQueryIsTrackedIfItIsAnIteratorAndKeepsItsNotes() {
        QueryResult<KeyValueIterator<Long, String>> answer = QueryResult.forResult(new OneRow());
        Position position = Position.emptyPosition().withComponent("input", 0, 7);
        answer.setPosition(position);
        answer.addExecutionInfo("asked");
        QueryResult<KeyValueIterator<Long, String>> tracked = iterators.track(answer);
        QueryResult<VersionedRecordIterator<String>> versions = QueryResult.forResult(new NoVersions());
        VersionedRecordIterator<String> trackedVersions =
                iterators.track(versions).getResult();
        QueryResult<String> plain = QueryResult.forResult("no iterator");

        assertThat(tracked.getPosition()).isEqualTo(position);
        assertThat(tracked.getExecutionInfo()).containsExactly("asked");
        assertThat(tracked.getResult()).isInstanceOf(WindowStoreIterator.class).hasNext();
        assertThat(trackedVersions).isExhausted();
        assertThat(iterators.track(plain)).isSameAs(plain);
        iterators.end(TASK);
        assertThat(reports).singleElement().asString().contains("2 of its iterators");
    }

    /** One entry, also as a window. */
    private static final class OneRow implements WindowStoreIterator<String> {
        private final Iterator<KeyValue<Long, String>> rows =
                List.of(KeyValue.pair(5L, "five")).iterator();
        private int closed;

        @Override
        public boolean hasNext() {
            return rows.hasNext();
        }

        @Override
        public KeyValue<Long, String> next() {
            return rows.next();
        }

        @Override
        public Long peekNextKey() {
            return 5L;
        }

        @Override
        public void close() {
            closed++;
        }
    }

    private static final class NoVersions implements VersionedRecordIterator<String> {
        @Override
        public boolean hasNext() {
            return false;
        }

        @Override
        public VersionedRecord<String> next() {
            throw new AssertionError("there is none");
        }

        @Override
        public void close() {
            // holds nothing
        }
    }
}
