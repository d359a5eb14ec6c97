package dev.millrace.cli.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.millrace.cli.output.WrongUsage;

/**
 * A topic, whole or some partitions of it: {@code orders}, {@code orders:0,2}, {@code orders:0-3}.
 *
 * @param topic its name
 * @param partitions numbers; empty for all
 */
public record TopicParts(String topic, List<Integer> partitions) {
    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");
    private static final int MOST = 100_000;

    /** Copies the list. */
    public TopicParts {
        partitions = List.copyOf(partitions);
    }

    /**
     * Reads a topic with partitions.
     *
     * @throws WrongUsage if what stands behind the colon are no numbers
     */
    public static TopicParts parse(String word) {
        int colon = word.indexOf(':');
        return colon < 0
                ? new TopicParts(word, List.of())
                : new TopicParts(word.substring(0, colon), numbers(word.substring(colon + 1)));
    }

    /**
     * Reads numbers of partitions.
     *
     * @param word such as {@code 0,2} or {@code 0-3,7}
     * @throws WrongUsage if it is none
     */
    public static List<Integer> numbers(String word) {
        List<Integer> numbers = new ArrayList<>();
        for (String part : word.split(",", -1)) {
            Matcher range = NUMBERS.matcher(part.strip());
            if (!range.matches()) {
                throw new WrongUsage("\"" + word + "\" names no partitions; allowed are 0, 0,2 and 0-3");
            }
            int first = Integer.parseInt(range.group(1));
            int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
            if (last < first || last - first >= MOST) {
                throw new WrongUsage("\"" + part + "\" is no range of partitions");
            }
            for (int number = first; number <= last; number++) {
                numbers.add(number);
            }
        }
        return numbers;
    }
}
