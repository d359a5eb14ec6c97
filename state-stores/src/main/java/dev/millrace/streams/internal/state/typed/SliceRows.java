package dev.millrace.streams.internal.state.typed;

import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.streams.internal.state.buffer.KeyForm;
import dev.millrace.streams.internal.state.buffer.MergedCursor;
import dev.millrace.streams.internal.state.buffer.WriteBuffer;
import dev.millrace.streams.internal.state.bytes.ByteCursor;
import dev.millrace.streams.internal.state.bytes.ByteRange;
import dev.millrace.streams.internal.state.segments.SegmentRetention;
import dev.millrace.streams.internal.state.segments.Slice;
import dev.millrace.streams.internal.state.segments.SliceReader;
import dev.millrace.streams.kstream.Windowed;
import dev.millrace.streams.state.KeyValueIterator;

/**
 * Reads slices of a window or session store: uncommitted entries over the committed ones, without those that are too
 * old, in the order of the store. <i>Thread-safe: holds nothing that changes, and what it reads may be read on any
 * thread.</i>
 *
 * @param storeName for messages
 * @param order how entries of many keys follow each other
 * @param keys form of keys
 * @param userKeys form of keys without time
 * @param reader of committed entries
 * @param retention clock of the store
 * @param buffer of uncommitted entries
 * @param windowing makes the key as the caller knows it
 * @param <K> type of keys without time
 * @param <S> type of values
 */
record SliceRows<K, S>(
        String storeName,
        Timing.Order order,
        TimedKeys keys,
        KeyForm<K> userKeys,
        SliceReader reader,
        SegmentRetention retention,
        WriteBuffer<TimedKey, S> buffer,
        BiFunction<K, TimedKey, Windowed<K>> windowing) {
    private static final Logger LOG = LoggerFactory.getLogger(SliceRows.class);

    /** The entries of one key that {@code asked} describes, with the keys that {@code keyOf} makes of theirs. */
    <R> KeyValueIterator<R, S> ofOneKey(K key, OneKey asked, boolean ascending, Function<TimedKey, R> keyOf) {
        Object held = userKeys.canonical(userKeys.held(key));
        Function<MergedCursor<TimedKey, S>, R> keyAt = cursor -> {
            Object present = cursor.heldKey();
            return keyOf.apply(present == null ? keys.read(held, cursor.keyBytes()) : (TimedKey) present);
        };
        OneKey shown = asked.notBefore(retention.earliestShown());
        if (!buffer.knowsTime()) {
            return new TimedRows<>(
                    storeName, cursor(shown.slice(keys.layout(), userKeys.bytes(held)), ascending), keyAt);
        }
        Supplier<ByteCursor> committed = () -> {
            Slice slice = shown.slice(keys.layout(), userKeys.bytes(held));
            return committed(slice, slice.ranges(retention), ascending);
        };
        return new TimedRows<>(storeName, buffer.ofOneKey(held, shown.span(), committed, ascending), keyAt);
    }

    /** The entries of {@code slice} in the order of this store. */
    KeyValueIterator<Windowed<K>, S> ofManyKeys(Slice slice, boolean ascending) {
        return ofManyKeys(slice, ascending, order);
    }

    /** The entries of {@code slice} in an order of choice. */
    KeyValueIterator<Windowed<K>, S> ofManyKeys(Slice slice, boolean ascending, Timing.Order asked) {
        warnIfReversed(slice);
        Function<MergedCursor<TimedKey, S>, Windowed<K>> keyAt = cursor -> windowed(cursor.key());
        Slice read = asked == Timing.Order.TIMES_THEN_KEY ? slice : shown(slice);
        MergedCursor<TimedKey, S> cursor = cursor(read, ascending);
        if (asked == Timing.Order.SEGMENT_THEN_KEY) {
            return new TimedRows<>(storeName, cursor, keyAt);
        }
        Comparator<byte[]> comparator = asked == Timing.Order.TIME_THEN_KEY
                ? keys.layout()::compareTimeThenKey
                : keys.layout()::compareTimesThenKey;
        return new SortedRows<>(storeName, cursor, keyAt, ascending ? comparator : comparator.reversed());
    }

    Windowed<K> windowed(TimedKey key) {
        return windowing.apply(userKeys.key(key.userKey()), key);
    }

    private void warnIfReversed(Slice slice) {
        if (slice.keysReversed()) {
            LOG.warn(
                    "Range of store {} is empty: its first key is greater than its last one, compared as unsigned bytes"
                            + " after serialising. Serialised numbers have another order than numbers if some are"
                            + " negative.",
                    storeName);
        }
    }

    private Slice shown(Slice slice) {
        return slice.notBefore(retention.earliestShown());
    }

    private MergedCursor<TimedKey, S> cursor(Slice slice, boolean ascending) {
        List<ByteRange> ranges = slice.ranges(retention);
        return buffer.ranges(ranges, slice::contains, () -> committed(slice, ranges, ascending), ascending);
    }

    private ByteCursor committed(Slice slice, List<ByteRange> ranges, boolean ascending) {
        return slice.isEmpty() ? ByteCursor.empty() : reader.read(slice, ranges, ascending);
    }
}
