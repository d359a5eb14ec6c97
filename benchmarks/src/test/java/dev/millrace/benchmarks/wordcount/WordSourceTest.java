package dev.millrace.benchmarks.wordcount;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class WordSourceTest {

    private static final int DRAWS = 200_000;

    @Test
    void sameSeedGivesSameLines() {
        WordSource one = new WordSource(100, 1, 42);
        WordSource other = new WordSource(100, 1, 42);

        for (int line = 0; line < 50; line++) {
            assertThat(one.nextLine()).isEqualTo(other.nextLine()).matches("(word\\d+ ){9}word\\d+");
        }
    }

    @Test
    void skewOneIsZipfsLaw() {
        int[] counts = draw(new WordSource(1_000, 1, 7), 1_000);

        assertThat((double) counts[0] / counts[1]).isCloseTo(2, within(0.15));
        assertThat((double) counts[0] / counts[9]).isCloseTo(10, within(1.0));
    }

    @Test
    void skewZeroIsUniform() {
        int[] counts = draw(new WordSource(10, 0, 7), 10);

        for (int count : counts) {
            assertThat((double) count).isCloseTo(DRAWS / 10.0, within(DRAWS / 100.0));
        }
    }

    private static int[] draw(WordSource source, int distinct) {
        int[] counts = new int[distinct];
        for (int draw = 0; draw < DRAWS; draw++) {
            counts[source.nextRank()]++;
        }
        return counts;
    }
}
