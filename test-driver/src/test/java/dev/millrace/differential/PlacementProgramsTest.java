package dev.millrace.differential;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Tasks are placed as by Kafka Streams, or at least as well. */
class PlacementProgramsTest extends ProgramsContract {
    PlacementProgramsTest() {
        super(new PlacementPrograms(), PlacementPrograms.NAMES, List.of("DrawnApplication"));
    }

    @Test
    void subtopologiesAreSpreadAtLeastAsEvenlyAndThenAsCheaply(@TempDir Path directory) throws Exception {
        List<String> ours = new PlacementPrograms().apply(PlacementPrograms.EVENNESS, directory);
        List<String> theirs = oracle().apply(PlacementPrograms.EVENNESS, directory);

        for (int i = 0; i < ours.size(); i++) {
            long[] our = numbers(ours.get(i));
            long[] their = numbers(theirs.get(i));
            assertThat(our[0]).as(ours.get(i)).isLessThanOrEqualTo(their[0]);
            if (our[0] == their[0]) {
                assertThat(our[1]).as(ours.get(i)).isLessThanOrEqualTo(their[1]);
            }
        }
    }

    private static long[] numbers(String words) {
        String[] numbers = words.substring(words.indexOf(": ") + 2).split(" ");
        return new long[] {Long.parseLong(numbers[0]), Long.parseLong(numbers[1])};
    }
}
