package dev.millrace.benchmarks.wordcount;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Makes lines of words, the same for the same seed. The word of rank <i>r</i> has a weight of <i>r</i> to the power of
 * minus the skew, so a skew of 1 is Zipf's law and a skew of 0 is uniform.
 *
 * <p><em>Confined to the thread that draws.</em>
 */
final class WordSource {

    static final int WORDS_PER_LINE = 10;

    private final double[] upTo;
    private final SplittableRandom random;

    WordSource(int distinctWords, double skew, long seed) {
        upTo = new double[distinctWords];
        double sum = 0;
        for (int rank = 0; rank < distinctWords; rank++) {
            sum += Math.pow(rank + 1.0, -skew);
            upTo[rank] = sum;
        }
        random = new SplittableRandom(seed);
    }

    String nextLine() {
        StringBuilder line = new StringBuilder();
        for (int word = 0; word < WORDS_PER_LINE; word++) {
            line.append(word == 0 ? "" : " ").append("word").append(nextRank());
        }
        return line.toString();
    }

    int nextRank() {
        double drawn = random.nextDouble() * upTo[upTo.length - 1];
        int found = Arrays.binarySearch(upTo, drawn);
        return found < 0 ? -found - 1 : Math.min(found + 1, upTo.length - 1);
    }
}
