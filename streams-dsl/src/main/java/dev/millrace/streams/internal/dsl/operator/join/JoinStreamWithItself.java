package dev.millrace.streams.internal.dsl.operator.join;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.internal.dsl.change.DroppedRecords;
import dev.millrace.streams.kstream.ValueJoinerWithKey;
import dev.millrace.streams.processor.api.Processor;
import dev.millrace.streams.processor.api.ProcessorContext;
import dev.millrace.streams.processor.api.Record;
import dev.millrace.streams.state.WindowStoreIterator;

/**
 * Joins the records of a stream with those that it has had within the window, and with themselves: as the left partner
 * first, then as the right one, in the order of time, as an inner join of two streams would. <i>Confined to the owner
 * of the task.</i>
 *
 * @param <K> type of keys
 * @param <V> type of values
 * @param <VOut> type of values made
 */
public final class JoinStreamWithItself<K, V, VOut> implements Processor<K, V, K, VOut> {
    private final String storeName;
    private final ValueJoinerWithKey<? super K, ? super V, ? super V, ? extends VOut> joiner;
    private final JoinWindowMs windows;
    private JoinWindow<K, V> window;
    private ProcessorContext<K, VOut> context;
    private DroppedRecords dropped;
    private long streamTimeMs = -1;

    /** Joins what is in {@code storeName}. */
    public JoinStreamWithItself(
            String storeName,
            ValueJoinerWithKey<? super K, ? super V, ? super V, ? extends VOut> joiner,
            JoinWindowMs windows) {
        this.storeName = storeName;
        this.joiner = joiner;
        this.windows = windows;
    }

    @Override
    public void init(ProcessorContext<K, VOut> context) {
        this.context = context;
        window = JoinWindow.of(context, storeName);
        dropped = new DroppedRecords(context);
    }

    @Override
    public void process(Record<K, V> record) {
        if (record.key() == null || record.value() == null) {
            dropped.add("it has no key or no value to join a stream with itself by");
            return;
        }
        streamTimeMs = Math.max(streamTimeMs, record.timestamp());
        joinAsLeft(record);
        joinAsRight(record);
    }

    private void joinAsLeft(Record<K, V> record) {
        try (WindowStoreIterator<V> partners = partners(record, true)) {
            while (partners.hasNext()) {
                KeyValue<Long, V> partner = partners.next();
                forward(record, record.value(), partner.value, partner.key);
            }
        }
    }

    private void joinAsRight(Record<K, V> record) {
        long timestamp = record.timestamp();
        // One more is taken away in Kafka Streams, so that windows of a single instant join nothing with itself.
        boolean withItself = timestamp > streamTimeMs - windows.beforeMs() - windows.afterMs() - windows.graceMs() + 1;
        try (WindowStoreIterator<V> partners = partners(record, false)) {
            while (partners.hasNext()) {
                KeyValue<Long, V> partner = partners.next();
                if (withItself && partner.key > timestamp) {
                    forward(record, record.value(), record.value(), timestamp);
                    withItself = false;
                }
                forward(record, partner.value, record.value(), partner.key);
            }
        }
        if (withItself) {
            forward(record, record.value(), record.value(), timestamp);
        }
    }

    private WindowStoreIterator<V> partners(Record<K, V> record, boolean left) {
        long from = Math.max(0, record.timestamp() - windows.beforeMs(left));
        long to = Math.max(0, record.timestamp() + windows.afterMs(left));
        return window.fetch(record.key(), from, to);
    }

    private void forward(Record<K, V> record, V left, V right, long partnerMs) {
        context.forward(record.withValue(joiner.apply(record.key(), left, right))
                .withTimestamp(Math.max(record.timestamp(), partnerMs)));
    }
}
