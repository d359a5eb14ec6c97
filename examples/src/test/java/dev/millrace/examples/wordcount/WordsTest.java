package dev.millrace.examples.wordcount;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WordsTest {

    @Test
    void wordsAreRunsOfLettersInLowerCase() {
        assertThat(Words.of("And God said, Let there be light: and"))
                .containsExactly("and", "god", "said", "let", "there", "be", "light", "and");
    }

    @Test
    void whatIsNoLetterSeparates() {
        assertThat(Words.of("  mother's 2nd\tÄhre-nfeld ")).containsExactly("mother", "s", "nd", "ähre", "nfeld");
    }

    @Test
    void aLineWithoutLettersHasNoWords() {
        assertThat(Words.of("")).isEmpty();
        assertThat(Words.of(" 12:34 ")).isEmpty();
    }
}
