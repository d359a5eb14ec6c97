package dev.millrace.streams.internal.state.buffer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A sorted copy of uncommitted entries between two keys, made when a range is opened, so that what is written or
 * committed later does not disturb it. <i>Confined to the thread that opened the range.</i>
 */
final class UncommittedRows {
    /** One entry as it was. */
    record Row(byte[] keyBytes, Object key, @Nullable Object value) {
        private static final byte[] UNUSED = {};

        /** One that is compared with nothing below. */
        static Row whole(Entry entry) {
            return new Row(UNUSED, entry.key, entry.value());
        }
    }

    private final byte @Nullable [] from;
    private final byte @Nullable [] to;
    private final List<Row> rows = new ArrayList<>();

    UncommittedRows(byte @Nullable [] from, byte @Nullable [] to) {
        this.from = from;
        this.to = to;
    }

    /** Copies an entry if its key is in the range. */
    void add(byte[] keyBytes, Object key, @Nullable Object value) {
        boolean tooLow = from != null && Arrays.compareUnsigned(keyBytes, from) < 0;
        boolean tooHigh = to != null && Arrays.compareUnsigned(keyBytes, to) > 0;
        if (!tooLow && !tooHigh) {
            rows.add(new Row(keyBytes, key, value));
        }
    }

    /** Copies an entry of the index. */
    void addIfKnown(byte[] keyBytes, Entry entry) {
        Object value = entry.value();
        if (value != Entry.UNKNOWN) {
            rows.add(new Row(keyBytes, entry.key, value));
        }
    }

    /** The rows in the order asked for. */
    List<Row> sorted(boolean ascending) {
        Comparator<Row> byKey = (left, right) -> Arrays.compareUnsigned(left.keyBytes(), right.keyBytes());
        rows.sort(ascending ? byKey : Collections.reverseOrder(byKey));
        return withoutDuplicates();
    }

    /** A walk over the map can meet a key twice that is dropped and put anew meanwhile: the later row counts. */
    private List<Row> withoutDuplicates() {
        List<Row> unique = new ArrayList<>(rows.size());
        for (Row row : rows) {
            int last = unique.size() - 1;
            if (last >= 0 && Arrays.equals(unique.get(last).keyBytes(), row.keyBytes())) {
                unique.set(last, row);
            } else {
                unique.add(row);
            }
        }
        return unique;
    }
}
