package dev.millrace.streams.internal.dsl.operator.suppress;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.errors.StreamsException;
import dev.millrace.streams.internal.dsl.change.Change;
import dev.millrace.streams.internal.dsl.change.OperatorStore;
import dev.millrace.streams.kstream.Windowed;
import dev.millrace.streams.processor.RecordContext;
import dev.millrace.streams.processor.api.Processor;
import dev.millrace.streams.processor.api.ProcessorContext;
import dev.millrace.streams.processor.api.Record;

/**
 * Holds changes back until they have waited long enough by the times of the records seen here, or the buffer is full.
 * What goes on carries time, headers and origin of the record that made the change. <i>Confined to the owner of the
 * task.</i>
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
final class SuppressTable<K, V> implements Processor<K, Change<V>, K, Change<V>> {
    private final Suppression<K, V> suppression;
    private ProcessorContext<K, Change<V>> context;
    private @Nullable HeldBackChanges<K, V> buffer;
    private long observedMs = -1;

    SuppressTable(Suppression<K, V> suppression) {
        this.suppression = suppression;
    }

    @Override
    @SuppressWarnings("unchecked")
    public void init(ProcessorContext<K, Change<V>> context) {
        this.context = context;
        buffer = (HeldBackChanges<K, V>) OperatorStore.of(context, suppression.storeName());
    }

    @Override
    public void process(Record<K, Change<V>> record) {
        HeldBackChanges<K, V> held = buffer;
        observedMs = Math.max(observedMs, record.timestamp());
        held.put(timeOf(record), record.key(), record.value());
        long ripeMs = observedMs - suppression.waitMs();
        while (held.earliestTime() <= ripeMs) {
            held.letOldestGo(this::handOn);
        }
        while (full(held)) {
            if (!suppression.eager()) {
                throw new StreamsException(suppression.stepName() + " cannot hold back more than "
                        + suppression.maxRecords() + " keys and " + suppression.maxBytes()
                        + " bytes: there are " + held.count() + " of " + held.sizeBytes() + " bytes");
            }
            held.letOldestGo(this::handOn);
        }
    }

    private long timeOf(Record<K, Change<V>> record) {
        return suppression.untilClose() && record.key() instanceof Windowed<?> windowed
                ? windowed.window().end()
                : record.timestamp();
    }

    private boolean full(HeldBackChanges<K, V> held) {
        return held.count() > suppression.maxRecords() || held.sizeBytes() > suppression.maxBytes();
    }

    private void handOn(K key, Change<V> change, RecordContext record) {
        if (change.newValue() != null || !suppression.untilClose()) {
            context.forward(new Record<>(key, change, record.timestamp(), record.headers()));
        }
    }
}
