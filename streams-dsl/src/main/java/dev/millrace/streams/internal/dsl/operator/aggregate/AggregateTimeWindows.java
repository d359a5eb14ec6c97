package dev.millrace.streams.internal.dsl.operator.aggregate;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.internal.dsl.change.Change;
import dev.millrace.streams.internal.dsl.change.ChangeForwarder;
import dev.millrace.streams.internal.dsl.change.DroppedRecords;
import dev.millrace.streams.internal.dsl.change.OperatorStore;
import dev.millrace.streams.kstream.EmitStrategy;
import dev.millrace.streams.kstream.TimeWindows;
import dev.millrace.streams.kstream.Window;
import dev.millrace.streams.kstream.Windowed;
import dev.millrace.streams.kstream.Windows;
import dev.millrace.streams.kstream.internals.TimeWindow;
import dev.millrace.streams.processor.api.Processor;
import dev.millrace.streams.processor.api.ProcessorContext;
import dev.millrace.streams.processor.api.Record;
import dev.millrace.streams.state.KeyValueIterator;
import dev.millrace.streams.state.TimestampedWindowStore;
import dev.millrace.streams.state.ValueAndTimestamp;

/**
 * Adds each record to the aggregates of its key in all windows that its time lies in, unless a window is closed: its
 * end and the grace period have passed in the times of the records seen here. <i>Confined to the owner of the task.</i>
 *
 * @param <K> type of keys
 * @param <V> type of values
 * @param <A> type of aggregates
 */
public final class AggregateTimeWindows<K, V, A> implements Processor<K, V, Windowed<K>, Change<A>> {
    private final Windows<?> windows;
    private final @Nullable TimeWindows regular;
    private final boolean onClose;
    private final Fold<K, V, A> fold;
    private ProcessorContext<Windowed<K>, Change<A>> context;
    private TimestampedWindowStore<K, A> store;
    private @Nullable ChangeForwarder<Windowed<K>, A> forwarder;
    private DroppedRecords dropped;
    private ClosedWindows closed;
    private long observedMs = -1;

    /** Keeps its aggregates, one for each key and window, in the store of {@code fold}. */
    public AggregateTimeWindows(Windows<?> windows, EmitStrategy emitStrategy, Fold<K, V, A> fold) {
        this.windows = windows;
        this.regular = windows instanceof TimeWindows times ? times : null;
        this.onClose = emitStrategy.type() == EmitStrategy.StrategyType.ON_WINDOW_CLOSE;
        this.fold = fold;
    }

    @Override
    public void init(ProcessorContext<Windowed<K>, Change<A>> context) {
        this.context = context;
        store = OperatorStore.of(context, fold.storeName());
        forwarder = onClose ? null : new ChangeForwarder<>(store, context, fold.oldValues());
        dropped = new DroppedRecords(context);
        closed = new ClosedWindows(context, fold.storeName());
    }

    @Override
    public void process(Record<K, V> record) {
        if (record.key() == null) {
            dropped.add(Fold.NO_KEY);
            return;
        }
        long timestamp = record.timestamp();
        observedMs = Math.max(observedMs, timestamp);
        long closeTimeMs = observedMs - windows.gracePeriodMs();
        if (regular == null) {
            for (Map.Entry<Long, ? extends Window> entry :
                    windows.windowsFor(timestamp).entrySet()) {
                Window window = entry.getValue();
                add(record, entry.getKey(), window.end(), window, closeTimeMs);
            }
        } else {
            long sizeMs = regular.sizeMs;
            long advanceMs = regular.advanceMs;
            // The windows of TimeWindows.windowsFor, without making a map of them.
            long firstStart = Math.max(0, timestamp - sizeMs + advanceMs) / advanceMs * advanceMs;
            for (long start = firstStart; start <= timestamp; start += advanceMs) {
                add(record, start, start + sizeMs, null, closeTimeMs);
            }
        }
        if (onClose && closed.due(closeTimeMs)) {
            handOnClosed(record, closeTimeMs);
        }
    }

    private void add(Record<K, V> record, long start, long end, @Nullable Window window, long closeTimeMs) {
        if (end <= closeTimeMs) {
            dropped.add(Fold.TOO_LATE);
            return;
        }
        K key = record.key();
        ValueAndTimestamp<A> former = store.fetch(key, start);
        A before = former == null ? fold.initial() : former.value();
        long timestamp = former == null ? record.timestamp() : Math.max(record.timestamp(), former.timestamp());
        A after = fold.add(key, record.value(), before);
        store.put(key, ValueAndTimestamp.make(after, timestamp), start);
        if (forwarder != null && !forwarder.heldBack()) {
            Windowed<K> windowed = new Windowed<>(key, window == null ? new TimeWindow(start, end) : window);
            forwarder.changedUnder(windowed, record, after, before, timestamp);
        }
    }

    /** Those that begin later than the ones handed on before, up to the last that has ended by now. */
    private void handOnClosed(Record<K, V> record, long closeTimeMs) {
        long lastStart = closeTimeMs - windows.size();
        if (lastStart < 0) {
            return;
        }
        long firstStart =
                closed.handedOnMs() == ClosedWindows.NONE ? 0 : Math.max(0, closed.handedOnMs() - windows.size() + 1);
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
