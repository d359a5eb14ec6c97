package dev.millrace.streams.internal.dsl.operator.join;

import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.internal.dsl.change.DroppedRecords;
import dev.millrace.streams.kstream.ValueJoinerWithKey;
import dev.millrace.streams.processor.api.Processor;
import dev.millrace.streams.processor.api.ProcessorContext;
import dev.millrace.streams.processor.api.Record;
import dev.millrace.streams.state.WindowStoreIterator;

/**
 * Joins the records of one stream with those that another has had within the window. There is one for each side, each
 * before its record is kept: so of two partners, the one that is processed last finds the other.
 *
 * <p>A record that finds no partner goes on alone, if its side does so: at once if its window has closed by the time of
 * both sides, or if nobody waits in this join; else it waits in the {@link WaitingRoom}. <i>Confined to the owner of
 * the task.</i>
 *
 * @param <K> type of keys
 * @param <V> type of values on this side
 * @param <VOther> type of values on the other side
 * @param <VOut> type of values made
 */
public final class JoinStreamSide<K, V, VOther, VOut> implements Processor<K, V, K, VOut> {
    private final Side side;
    private final ValueJoinerWithKey<? super K, ? super V, ? super VOther, ? extends VOut> joiner;
    private final WaitingRoom.@Nullable Formats waiting;
    private final long beforeMs;
    private final long afterMs;
    private JoinWindow<K, VOther> others;
    private @Nullable WaitingRoom<K> room;
    private ProcessorContext<K, VOut> context;
    private DroppedRecords dropped;

    /**
     * Which side.
     *
     * @param left whether it is the left one
     * @param windows as the left side sees them
     * @param alone whether records without partner go on
     * @param otherStore where records of the other side are
     */
    public record Side(boolean left, JoinWindowMs windows, boolean alone, String otherStore) {}

    /**
     * Joins by {@code joiner}, which gets the value of this side first.
     *
     * @param waiting where records without partner wait; null if they do not
     */
    public JoinStreamSide(
            Side side,
            ValueJoinerWithKey<? super K, ? super V, ? super VOther, ? extends VOut> joiner,
            @Nullable Waiting waiting) {
        this.side = side;
        this.joiner = joiner;
        this.waiting = waiting == null ? null : waiting.formats();
        beforeMs = side.windows().beforeMs(side.left());
        afterMs = side.windows().afterMs(side.left());
    }

    /** Where records without partner wait, and how keys and values of both sides are written there. */
    public record Waiting(
            String storeName,
            @Nullable Serde<?> keySerde,
            @Nullable Serde<?> leftSerde,
            @Nullable Serde<?> rightSerde) {
        private WaitingRoom.Formats formats() {
            return new WaitingRoom.Formats(storeName, keySerde, leftSerde, rightSerde);
        }
    }

    @Override
    public void init(ProcessorContext<K, VOut> context) {
        this.context = context;
        others = JoinWindow.of(context, side.otherStore());
        room = waiting == null ? null : new WaitingRoom<>(context, waiting, side.windows());
        dropped = new DroppedRecords(context);
    }

    @Override
    public void process(Record<K, V> record) {
        long timestamp = record.timestamp();
        if (room != null) {
            room.clock().observe(timestamp);
        }
        if (record.value() == null || record.key() == null) {
            withoutPartner(record);
            return;
        }
        if (room != null && timestamp == room.clock().streamTimeMs()) {
            room.letGo(side.left(), (key, left, value, time) -> leave(record, key, left, value, time));
        }
        if (!joinedWithAny(record) && side.alone()) {
            alone(record);
        }
    }

    private void withoutPartner(Record<K, V> record) {
        if (side.alone() && record.value() != null) {
            context.forward(record.withValue(joiner.apply(null, record.value(), null)));
        } else {
            dropped.add("it has no key or no value to join streams by");
        }
    }

    private boolean joinedWithAny(Record<K, V> record) {
        long timestamp = record.timestamp();
        long from = Math.max(0, timestamp - beforeMs);
        long to = Math.max(0, timestamp + afterMs);
        boolean any = false;
        try (WindowStoreIterator<VOther> partners = others.fetch(record.key(), from, to)) {
            while (partners.hasNext()) {
                KeyValue<Long, VOther> partner = partners.next();
                if (room != null) {
                    room.partnerFound(record.key(), !side.left(), partner.key);
                }
                VOut joined = joiner.apply(record.key(), record.value(), partner.value);
                context.forward(record.withValue(joined).withTimestamp(Math.max(timestamp, partner.key)));
                any = true;
            }
        }
        return any;
    }

    /** The grace period does not count here: who comes late does not wait for others who do. */
    private void alone(Record<K, V> record) {
        if (room == null || record.timestamp() + afterMs < room.clock().streamTimeMs()) {
            context.forward(record.withValue(joiner.apply(record.key(), record.value(), null)));
        } else {
            room.enter(record.key(), side.left(), record.value(), record.timestamp());
        }
    }

    @SuppressWarnings("unchecked")
    private void leave(Record<K, V> cause, K key, boolean left, Object value, long timestamp) {
        VOut joined =
                left == side.left() ? joiner.apply(key, (V) value, null) : joiner.apply(key, null, (VOther) value);
        context.forward(cause.withKey(key).withValue(joined).withTimestamp(timestamp));
    }
}
