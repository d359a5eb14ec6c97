package dev.millrace.benchmarks.wordcount;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many words the aggregator has seen.
 *
 * <p><em>Thread-safe: one stream thread writes, others read; an ordered write costs it next to nothing.</em>
 */
final class CountedWords {

    private final AtomicLong total = new AtomicLong();

    /** Notes one more word, and returns its new count. */
    Long next(Long count) {
        total.lazySet(total.getPlain() + 1);
        return count + 1;
    }

    long total() {
        return total.get();
    }
}
