package dev.millrace.examples.wordcount;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The words of a line: runs of letters, lower-cased. */
public final class Words {

    private Words() {}

    /**
     * Splits a line.
     *
     * @param line any text
     * @return its words in order, empty if it has no letter
     */
    public static List<String> of(String line) {
        List<String> words = new ArrayList<>();
        int start = -1;
        for (int index = 0; index < line.length(); index++) {
            boolean letter = Character.isLetter(line.charAt(index));
            if (letter && start < 0) {
                start = index;
            } else if (!letter && start >= 0) {
                words.add(lowerCase(line, start, index));
                start = -1;
            }
        }
        if (start >= 0) {
            words.add(lowerCase(line, start, line.length()));
        }
        return words;
    }

    private static String lowerCase(String line, int start, int end) {
        return line.substring(start, end).toLowerCase(Locale.ROOT);
    }
}
