package dev.millrace.streams.internal.dsl.operator.aggregate;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.internal.dsl.change.Change;
import dev.millrace.streams.internal.dsl.change.DroppedRecords;
import dev.millrace.streams.internal.dsl.change.OperatorStore;
import dev.millrace.streams.internal.dsl.change.SessionForwarder;
import dev.millrace.streams.kstream.EmitStrategy;
import dev.millrace.streams.kstream.Merger;
import dev.millrace.streams.kstream.SessionWindows;
import dev.millrace.streams.kstream.Window;
import dev.millrace.streams.kstream.Windowed;
import dev.millrace.streams.kstream.internals.SessionWindow;
import dev.millrace.streams.processor.api.Processor;
import dev.millrace.streams.processor.api.ProcessorContext;
import dev.millrace.streams.processor.api.Record;
import dev.millrace.streams.state.KeyValueIterator;
import dev.millrace.streams.state.SessionStore;

/**
 * Adds each record to the session of its key that it extends. If it lies between two sessions, less than the gap from
 * both, they become one: the former ones are removed and their aggregates merged. <i>Confined to the owner of the
 * task.</i>
 *
 * @param <K> type of keys
 * @param <V> type of values
 * @param <A> type of aggregates
 */
public final class AggregateSessions<K, V, A> implements Processor<K, V, Windowed<K>, Change<A>> {
    private final SessionWindows windows;
    private final Merger<? super K, A> merger;
    private final boolean onClose;
    private final Fold<K, V, A> fold;
    private final List<KeyValue<Windowed<K>, A>> joined = new ArrayList<>();
    private ProcessorContext<Windowed<K>, Change<A>> context;
    private SessionStore<K, A> store;
    private SessionForwarder<K, A> forwarder;
    private DroppedRecords dropped;
    private ClosedWindows closed;
    private long observedMs = -1;

    /**
     * Keeps its aggregates, one for each session, in the store of {@code fold}.
     *
     * @param merger makes one aggregate of those of two sessions
     */
    public AggregateSessions(
            SessionWindows windows, EmitStrategy emitStrategy, Merger<? super K, A> merger, Fold<K, V, A> fold) {
        this.windows = windows;
        this.merger = merger;
        this.onClose = emitStrategy.type() == EmitStrategy.StrategyType.ON_WINDOW_CLOSE;
        this.fold = fold;
    }

    @Override
    public void init(ProcessorContext<Windowed<K>, Change<A>> context) {
        this.context = context;
        store = OperatorStore.of(context, fold.storeName());
        forwarder = new SessionForwarder<>(store, context, fold.oldValues());
        dropped = new DroppedRecords(context);
        closed = new ClosedWindows(context, fold.storeName());
    }

    @Override
    public void process(Record<K, V> record) {
        K key = record.key();
        if (key == null) {
            dropped.add(Fold.NO_KEY);
            return;
        }
        long timestamp = record.timestamp();
        observedMs = Math.max(observedMs, timestamp);
        long closeTimeMs = observedMs - windows.gracePeriodMs() - windows.inactivityGap();
        A before = join(key, timestamp);
        long start = timestamp;
        long end = timestamp;
        for (int i = 0; i < joined.size(); i++) {
            Window session = joined.get(i).key.window();
            start = Math.min(start, session.start());
            end = Math.max(end, session.end());
        }
        if (end < closeTimeMs) {
            dropped.add(Fold.TOO_LATE);
        } else {
            replace(record, start, end, before);
        }
        joined.clear();
        if (onClose && closed.due(closeTimeMs)) {
            handOnClosed(record, closeTimeMs);
        }
    }

    /** Collects the sessions that the record touches; returns their aggregates as one. */
    private @Nullable A join(K key, long timestamp) {
        A merged = fold.initial();
        long gapMs = windows.inactivityGap();
        try (KeyValueIterator<Windowed<K>, A> sessions =
                store.findSessions(key, timestamp - gapMs, timestamp + gapMs)) {
            while (sessions.hasNext()) {
                KeyValue<Windowed<K>, A> session = sessions.next();
                joined.add(session);
                merged = merger.apply(key, merged, session.value);
            }
        }
        return merged;
    }

    private void replace(Record<K, V> record, long start, long end, @Nullable A before) {
        K key = record.key();
        if (start != end || start != record.timestamp()) {
            for (int i = 0; i < joined.size(); i++) {
                KeyValue<Windowed<K>, A> former = joined.get(i);
                store.remove(former.key);
                if (!onClose) {
                    forwarder.changed(former.key, record, null, former.value);
                }
            }
        }
        A after = fold.add(key, record.value(), before);
        Windowed<K> session = new Windowed<>(key, new SessionWindow(start, end));
        store.put(session, after);
        if (!onClose) {
            forwarder.changed(session, record, after, null);
        }
    }

    /** Those that ended since the ones handed on before, up to the last that has closed by now. */
    private void handOnClosed(Record<K, V> record, long closeTimeMs) {
        long lastEnd = closeTimeMs - 1;
        if (lastEnd < 0) {
            return;
        }
        long firstEnd = closed.handedOnMs() == ClosedWindows.NONE ? 0 : closed.handedOnMs();
        try (KeyValueIterator<Windowed<K>, A> sessions = store.findSessions(firstEnd, lastEnd)) {
            while (sessions.hasNext()) {
                KeyValue<Windowed<K>, A> session = sessions.next();
                context.forward(record.withKey(session.key)
                        .withValue(new Change<>(session.value, (A) null))
                        .withTimestamp(session.key.window().end()));
            }
        }
        closed.handedOn(closeTimeMs);
    }
}
