package dev.millrace.examples.wordcount;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.millrace.streams.KeyValue;

import static org.assertj.core.api.Assertions.assertThat;

class TopWordsTest {

    private static final List<KeyValue<String, Long>> COUNTS = List.of(
            KeyValue.pair("stone", 2L),
            KeyValue.pair("wheel", 7L),
            KeyValue.pair("grain", 2L),
            KeyValue.pair("flour", 1L),
            KeyValue.pair("water", 2L));

    @Test
    void mostFrequentComeFirstAndEqualCountsByWord() {
        assertThat(TopWords.of(COUNTS.iterator(), 3).entries())
                .extracting(entry -> entry.key)
                .containsExactly("wheel", "grain", "stone");
    }

    @Test
    void totalsIncludeWhatIsNotListed() {
        TopWords top = TopWords.of(COUNTS.iterator(), 1);

        assertThat(top.words()).isEqualTo(14);
        assertThat(top.distinct()).isEqualTo(5);
    }

    @Test
    void fewerWordsThanAskedForAreAllListed() {
        assertThat(TopWords.of(COUNTS.iterator(), 20).entries()).hasSize(5);
    }
}
