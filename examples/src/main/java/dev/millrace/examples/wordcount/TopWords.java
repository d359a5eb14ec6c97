package dev.millrace.examples.wordcount;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;

import dev.millrace.streams.KeyValue;

/**
 * The most frequent words, most frequent first and equal counts by word, and how many words there are in all.
 *
 * <p><em>Immutable.</em>
 *
 * @param entries the words with their counts
 * @param words how many words were counted, repeated ones each time
 * @param distinct how many different words there are
 */
record TopWords(List<KeyValue<String, Long>> entries, long words, long distinct) {

    private static final Comparator<KeyValue<String, Long>> FREQUENT_FIRST =
            Comparator.<KeyValue<String, Long>>comparingLong(entry -> -entry.value)
                    .thenComparing(entry -> entry.key);

    TopWords {
        entries = List.copyOf(entries);
    }

    /** Reads all counts once and keeps the {@code limit} highest. */
    static TopWords of(Iterator<KeyValue<String, Long>> counts, int limit) {
        PriorityQueue<KeyValue<String, Long>> rarestFirst = new PriorityQueue<>(FREQUENT_FIRST.reversed());
        long words = 0;
        long distinct = 0;
        while (counts.hasNext()) {
            KeyValue<String, Long> entry = counts.next();
            words += entry.value;
            distinct++;
            rarestFirst.add(entry);
            if (rarestFirst.size() > limit) {
                rarestFirst.remove();
            }
        }
        List<KeyValue<String, Long>> entries = new ArrayList<>(rarestFirst);
        entries.sort(FREQUENT_FIRST);
        return new TopWords(entries, words, distinct);
    }
}
