package dev.millrace.streams.internal.runtime.stores;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.errors.InvalidStateStoreException;
import dev.millrace.streams.processor.TaskId;
import dev.millrace.streams.query.QueryResult;
import dev.millrace.streams.state.KeyValueIterator;
import dev.millrace.streams.state.VersionedRecordIterator;
import dev.millrace.streams.state.WindowStoreIterator;

/**
 * The iterators over one store that users opened and did not close yet. Who forgets to close them keeps memory of the
 * store from being freed: that is told as their number grows, and once more when the store closes, which ends them.
 *
 * <p>Where an iterator was opened costs about as much to find out as opening it. So that is noted for the first ones
 * and, after those, while another is open: nothing but a single leak after many iterators closed well stays without a
 * place.
 *
 * <p><i>Thread-safe:</i> processors and queries open iterators, the owner of the task ends them.
 */
final class OpenIterators {
    /** What to do about it, at the end of each report. */
    private static final String ADVICE = ". Close each after use, best by try-with-resources";

    private static final int ALWAYS_PLACED = 1000;
    private static final int SUSPICIOUS = 64;
    private static final String INSIDE = "dev.millrace.streams.internal.";
    private static final String FRONT = "dev.millrace.streams.KafkaStreams";
    private static final StackWalker STACK = StackWalker.getInstance();

    private final String storeName;
    private final Consumer<String> report;
    private final Set<TrackedIterator<?>> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger placed = new AtomicInteger();

    /**
     * None yet.
     *
     * @param report takes what a person should know
     */
    OpenIterators(String storeName, Consumer<String> report) {
        this.storeName = storeName;
        this.report = report;
    }

    <K, V> KeyValueIterator<K, V> track(KeyValueIterator<K, V> rows) {
        return opened(new TrackedRows<>(this, rows));
    }

    <V> WindowStoreIterator<V> track(WindowStoreIterator<V> rows) {
        return opened(new TrackedRows.OfWindows<>(this, rows));
    }

    /** The same result; if it is an iterator, one that is tracked. */
    <R> QueryResult<R> track(QueryResult<R> result) {
        R answer = result.isSuccess() ? result.getResult() : null;
        Object tracked = answer instanceof KeyValueIterator || answer instanceof VersionedRecordIterator
                ? trackAnswer(answer)
                : null;
        if (tracked == null) {
            return result;
        }
        @SuppressWarnings("unchecked") // has every interface of the library that the answer has
        QueryResult<R> copy = QueryResult.forResult((R) tracked);
        result.getExecutionInfo().forEach(copy::addExecutionInfo);
        copy.setPosition(result.getPosition());
        return copy;
    }

    private Object trackAnswer(Object answer) {
        if (answer instanceof WindowStoreIterator<?> windows) {
            return track(windows);
        }
        return answer instanceof KeyValueIterator<?, ?> rows
                ? track(rows)
                : opened(new TrackedVersions<>(this, (VersionedRecordIterator<?>) answer));
    }

    private <T extends TrackedIterator<?>> T opened(T iterator) {
        if (!open.isEmpty() || placed.get() < ALWAYS_PLACED) {
            placed.incrementAndGet();
            iterator.placeAt(place());
        }
        open.add(iterator);
        int count = open.size();
        if (count >= SUSPICIOUS && Integer.bitCount(count) == 1) {
            report.accept(count + " iterators over store " + storeName + " are open: opened " + places() + ADVICE);
        }
        return iterator;
    }

    private static @Nullable StackTraceElement place() {
        return STACK.walk(frames -> frames.filter(frame -> outside(frame.getClassName()))
                .findFirst()
                .map(StackWalker.StackFrame::toStackTraceElement)
                .orElse(null));
    }

    private static boolean outside(String className) {
        return !className.startsWith(INSIDE) && !className.equals(FRONT);
    }

    void closed(TrackedIterator<?> iterator) {
        open.remove(iterator);
    }

    InvalidStateStoreException storeClosed() {
        return new InvalidStateStoreException(
                "Store " + storeName + " was closed, and with it this iterator: its task is no longer here");
    }

    /** Ends those still open, since their store is about to be closed, and tells where they come from. */
    void end(TaskId task) {
        if (open.isEmpty()) {
            return;
        }
        report.accept("Store " + storeName + " of task " + task + " closes with " + open.size()
                + " of its iterators open: opened " + places() + ADVICE);
        open.forEach(TrackedIterator::end);
        open.clear();
    }

    private String places() {
        Map<String, Integer> counts = new TreeMap<>();
        open.forEach(iterator -> counts.merge(iterator.opening(), 1, Integer::sum));
        StringBuilder text = new StringBuilder();
        counts.forEach((place, count) -> text.append(text.isEmpty() ? "" : ", ")
                .append(place)
                .append(" (")
                .append(count)
                .append(')'));
        return text.toString();
    }
}
