package dev.millrace.cli.text;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import dev.millrace.cli.output.WrongUsage;

/**
 * A word that names one thing or many: a plain name is itself, {@code *} is everything, and a word with any other
 * character than those of names is a regular expression for the whole name, as Apache Kafka's tools take it.
 *
 * <p><em>Immutable.</em>
 */
public final class NamePattern {
    private static final Pattern PLAIN = Pattern.compile("[a-zA-Z0-9._-]+");

    private final String word;
    private final Pattern pattern;

    private NamePattern(String word, Pattern pattern) {
        this.word = word;
        this.pattern = pattern;
    }

    /**
     * Reads a pattern.
     *
     * @throws WrongUsage if it is neither a name nor a regular expression
     */
    public static NamePattern of(String word) {
        if (word.equals("*")) {
            return new NamePattern(word, Pattern.compile(".*"));
        }
        try {
            return new NamePattern(
                    word, PLAIN.matcher(word).matches() ? Pattern.compile(Pattern.quote(word)) : Pattern.compile(word));
        } catch (PatternSyntaxException e) {
            throw new WrongUsage("\"" + word + "\" is neither a name nor a regular expression: " + e.getDescription());
        }
    }

    /** Returns whether it can match one name only. */
    public boolean isPlain() {
        return PLAIN.matcher(word).matches();
    }

    /** Returns those of the names that match, in their order. */
    public List<String> select(Collection<String> names) {
        return names.stream().filter(name -> pattern.matcher(name).matches()).toList();
    }

    /** Returns the word as given. */
    @Override
    public String toString() {
        return word;
    }
}
