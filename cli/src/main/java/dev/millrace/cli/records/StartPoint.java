package dev.millrace.cli.records;

import java.util.Locale;

import dev.millrace.cli.output.WrongUsage;
import dev.millrace.cli.text.TimeWords;

/** Where to begin reading a partition. */
sealed interface StartPoint {

    /** The first record there is. */
    record Beginning() implements StartPoint {}

    /** Only what is written from now on. */
    record End() implements StartPoint {}

    /** Where the group stopped, else at the beginning. */
    record Stored() implements StartPoint {}

    /** An offset, inclusive. */
    record At(long offset) implements StartPoint {}

    /** So many offsets before the end. */
    record Last(long count) implements StartPoint {}

    /** The first record not older than a moment. */
    record Since(long timestampMs) implements StartPoint {}

    /**
     * Reads the word for it.
     *
     * @throws WrongUsage if there is no such word
     */
    static StartPoint parse(String word) {
        switch (word.toLowerCase(Locale.ROOT)) {
            case "beginning", "earliest" -> {
                return new Beginning();
            }
            case "end", "latest" -> {
                return new End();
            }
            case "stored" -> {
                return new Stored();
            }
            default -> {
                return number(word);
            }
        }
    }

    private static StartPoint number(String word) {
        if (word.startsWith("s@")) {
            return new Since(TimeWords.moment(word.substring(2)));
        }
        try {
            long number = Long.parseLong(word);
            return word.startsWith("-") ? new Last(-number) : new At(number);
        } catch (NumberFormatException e) {
            throw new WrongUsage("--offset " + word + " is none of beginning, end, stored, N, -N (the last N), "
                    + "s@MOMENT (since) and e@MOMENT (until)");
        }
    }
}
