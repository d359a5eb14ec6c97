package dev.millrace.streams.internal.dsl.operator.aggregate;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.internal.dsl.change.Change;
import dev.millrace.streams.internal.dsl.change.ChangeForwarder;
import dev.millrace.streams.internal.dsl.change.DroppedRecords;
import dev.millrace.streams.internal.dsl.change.OperatorStore;
import dev.millrace.streams.kstream.EmitStrategy;
import dev.millrace.streams.kstream.SlidingWindows;
import dev.millrace.streams.kstream.Windowed;
import dev.millrace.streams.kstream.internals.TimeWindow;
import dev.millrace.streams.processor.api.Processor;
import dev.millrace.streams.processor.api.ProcessorContext;
import dev.millrace.streams.processor.api.Record;
import dev.millrace.streams.state.KeyValueIterator;
import dev.millrace.streams.state.TimestampedWindowStore;
import dev.millrace.streams.state.ValueAndTimestamp;
import dev.millrace.streams.state.WindowStoreIterator;

/**
 * Adds each record to the aggregates of the sliding windows it lies in, and makes the windows that exist because of it.
 *
 * <p>A record at time <i>t</i> has a left window, which ends at <i>t</i>, and a right window, which begins at <i>t +
 * 1</i> and exists once it holds anything. At the arrival of a record up to three windows are made: its left one; the
 * right one of the latest record before it, which holds nothing but the new record; and its own right one, if records
 * after it came earlier. What a new window holds was in a window that exists: the left window gets what was in the
 * latest window that ended before <i>t</i>, the right window what was in the latest one that began at <i>t</i> or
 * before. All windows that would begin before time 0 are one, which begins at 0.
 *
 * <p>The time stored with an aggregate is that of the latest record in its window, by which it is known what the window
 * holds (KIP-450). <i>Confined to the owner of the task.</i>
 *
 * @param <K> type of keys
 * @param <V> type of values
 * @param <A> type of aggregates
 */
public final class AggregateSlidingWindows<K, V, A> implements Processor<K, V, Windowed<K>, Change<A>> {
    private static final long NO_RECORD = -1;

    private final long differenceMs;
    private final long graceMs;
    private final boolean onClose;
    private final Fold<K, V, A> fold;
    private final List<KeyValue<Long, ValueAndTimestamp<A>>> around = new ArrayList<>();
    private ProcessorContext<Windowed<K>, Change<A>> context;
    private TimestampedWindowStore<K, A> store;
    private ChangeForwarder<Windowed<K>, A> forwarder;
    private DroppedRecords dropped;
    private ClosedWindows closed;
    private long observedMs = -1;
    private long closeTimeMs;

    /** The store of {@code fold} has an aggregate for each key and window that exists. */
    public AggregateSlidingWindows(SlidingWindows windows, EmitStrategy emitStrategy, Fold<K, V, A> fold) {
        this.differenceMs = windows.timeDifferenceMs();
        this.graceMs = windows.gracePeriodMs();
        this.onClose = emitStrategy.type() == EmitStrategy.StrategyType.ON_WINDOW_CLOSE;
        this.fold = fold;
    }

    @Override
    public void init(ProcessorContext<Windowed<K>, Change<A>> context) {
        this.context = context;
        store = OperatorStore.of(context, fold.storeName());
        forwarder = new ChangeForwarder<>(store, context, fold.oldValues());
        dropped = new DroppedRecords(context);
        closed = new ClosedWindows(context, fold.storeName());
    }

    @Override
    public void process(Record<K, V> record) {
        if (record.key() == null || record.value() == null) {
            dropped.add(Fold.NOTHING);
            return;
        }
        long timestamp = record.timestamp();
        observedMs = Math.max(observedMs, timestamp);
        closeTimeMs = observedMs - graceMs;
        if (timestamp + 1 + differenceMs <= closeTimeMs) {
            dropped.add(Fold.TOO_LATE);
            return;
        }
        if (timestamp < differenceMs) {
            addEarly(record);
            around.clear();
            return;
        }
        addToAll(record);
        around.clear();
        if (onClose && closed.due(closeTimeMs)) {
            handOnClosed(record);
        }
    }

    /** A record whose left window begins at 0 or later; the windows around it are looked at from the latest on. */
    private void addToAll(Record<K, V> record) {
        long time = record.timestamp();
        long leftStart = time - differenceMs;
        collect(store.backwardFetch(record.key(), Math.max(0, leftStart - differenceMs), time + 1), leftStart);
        boolean leftExists = exists(leftStart);
        ValueAndTimestamp<A> latest = null;
        ValueAndTimestamp<A> last = null;
        for (int i = 0; i < around.size(); i++) {
            long start = around.get(i).key;
            ValueAndTimestamp<A> value = around.get(i).value;
            if (start >= leftStart && start <= time) {
                latest = latest == null && start > leftStart ? value : latest;
                add(record, start, value);
            }
            if (start == leftStart && value.timestamp() >= time) {
                // There was a record of that time before: all windows around it are there.
                return;
            }
            last = start <= leftStart ? value : null;
        }
        long previousMs = last == null ? NO_RECORD : last.timestamp();
        makeRightOfPrevious(record, previousMs);
        if (!leftExists) {
            add(record, leftStart, previousMs < leftStart ? null : ValueAndTimestamp.make(last.value(), time));
        }
        makeRight(record, latest);
    }

    /** A record so early that its left window is the one that begins at 0. */
    private void addEarly(Record<K, V> record) {
        long time = record.timestamp();
        collect(store.fetch(record.key(), 0, time + 1), Long.MIN_VALUE);
        ValueAndTimestamp<A> first = null;
        ValueAndTimestamp<A> latest = null;
        for (int i = 0; i < around.size(); i++) {
            long start = around.get(i).key;
            ValueAndTimestamp<A> value = around.get(i).value;
            if (start == 0) {
                first = value;
            } else if (start <= time) {
                latest = value;
                add(record, start, value);
            }
        }
        makeRight(record, latest == null ? first : latest);
        makeRightOfPrevious(record, first != null && first.timestamp() < time ? first.timestamp() : NO_RECORD);
        add(record, 0, first);
    }

    /** Takes the rows up to the first that begins before {@code enough}, which is taken too. */
    private void collect(WindowStoreIterator<ValueAndTimestamp<A>> rows, long enough) {
        try (rows) {
            while (rows.hasNext()) {
                KeyValue<Long, ValueAndTimestamp<A>> row = rows.next();
                around.add(row);
                if (row.key < enough) {
                    return;
                }
            }
        }
    }

    private boolean exists(long start) {
        for (int i = 0; i < around.size(); i++) {
            if (around.get(i).key == start) {
                return true;
            }
        }
        return false;
    }

    /** The window right of the latest record before this one: it holds this one only, if it is not there yet. */
    private void makeRightOfPrevious(Record<K, V> record, long previousMs) {
        long start = previousMs + 1;
        if (previousMs != NO_RECORD && start + differenceMs >= record.timestamp() && !exists(start)) {
            add(record, start, null);
        }
    }

    /** The window right of this record, if any record is in it: it holds what is in {@code latest}. */
    private void makeRight(Record<K, V> record, @Nullable ValueAndTimestamp<A> latest) {
        long start = record.timestamp() + 1;
        if (latest != null && latest.timestamp() > record.timestamp() && !exists(start)) {
            put(record, start, latest.value(), null, latest.timestamp());
        }
    }

    private void add(Record<K, V> record, long start, @Nullable ValueAndTimestamp<A> former) {
        if (start + differenceMs < closeTimeMs) {
            dropped.add(Fold.TOO_LATE);
            return;
        }
        A before = former == null ? fold.initial() : former.value();
        A after = fold.add(record.key(), record.value(), before);
        long timestamp = former == null ? record.timestamp() : Math.max(record.timestamp(), former.timestamp());
        put(record, start, after, before, timestamp);
    }

    private void put(Record<K, V> record, long start, @Nullable A after, @Nullable A before, long timestamp) {
        K key = record.key();
        store.put(key, ValueAndTimestamp.make(after, timestamp), start);
        if (!onClose && !forwarder.heldBack()) {
            Windowed<K> windowed = new Windowed<>(key, new TimeWindow(start, start + differenceMs));
            forwarder.changedUnder(windowed, record, after, before, timestamp);
        }
    }

    /** The windows that ended since the ones handed on before. */
    private void handOnClosed(Record<K, V> record) {
        long lastStart = closeTimeMs - differenceMs - 1;
        if (lastStart < 0) {
            return;
        }
        long firstStart =
                closed.handedOnMs() == ClosedWindows.NONE ? 0 : Math.max(0, closed.handedOnMs() - differenceMs);
        try (KeyValueIterator<Windowed<K>, ValueAndTimestamp<A>> rows = store.fetchAll(firstStart, lastStart)) {
            while (rows.hasNext()) {
                KeyValue<Windowed<K>, ValueAndTimestamp<A>> row = rows.next();
                context.forward(record.withKey(row.key)
                        .withValue(new Change<>(row.value.value(), (A) null))
                        .withTimestamp(row.value.timestamp()));
            }
        }
        closed.handedOn(closeTimeMs);
    }
}
