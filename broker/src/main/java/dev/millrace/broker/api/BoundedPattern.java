package dev.millrace.broker.api;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression of a stranger. Matching may look at so many characters and no more: some expressions would go
 * back and forth for ever.
 *
 * <p>Confined to the event-loop thread.
 */
final class BoundedPattern {
    private static final int MOST_STEPS = 100_000;

    private final Pattern pattern;

    /**
     * Compiles an expression.
     *
     * @throws InvalidRegularExpression if it is none
     */
    BoundedPattern(String text) {
        try {
            pattern = Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new InvalidRegularExpression(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Returns whether the whole text matches.
     *
     * @throws InvalidRegularExpression if that takes too long to find out
     */
    boolean matches(String text) {
        return pattern.matcher(new CountedText(text, new int[1])).matches();
    }

    private record CountedText(CharSequence text, int[] steps) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (++steps[0] > MOST_STEPS) {
                throw new InvalidRegularExpression("matching takes too long");
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new CountedText(text.subSequence(start, end), steps);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
