package dev.millrace.differential.drawn;

import java.util.List;

/**
 * What a step or a record of a drawn program is made of: numbers, taken one after the other.
 *
 * <p>When there are no more the answer is zero, and zero is always the simplest choice: so shorter lists and smaller
 * numbers make simpler programs, which is what shrinking a failing case needs.
 */
final class Choices {
    private final List<Integer> numbers;
    private int next;

    Choices(List<Integer> numbers) {
        this.numbers = numbers;
    }

    /** A number from zero to {@code bound}, exclusive. */
    int below(int bound) {
        return next < numbers.size() ? numbers.get(next++) % bound : 0;
    }

    boolean flip() {
        return below(2) == 1;
    }

    /** True once in {@code times}, false when in doubt. */
    boolean oneIn(int times) {
        return below(times) == times - 1;
    }

    <T> T of(List<T> options) {
        return options.get(below(options.size()));
    }
}
