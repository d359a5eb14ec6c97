package dev.millrace.streams.internal.driver.pipe;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What a topology reads. <i>Immutable.</i>
 *
 * @param names topics read by name
 * @param patterns match the names of further topics
 * @param globals topics that fill global stores
 */
public record ReadTopics(Set<String> names, List<Pattern> patterns, Set<String> globals) {
    /** Keeps copies. */
    public ReadTopics {
        names = Set.copyOf(names);
        patterns = List.copyOf(patterns);
        globals = Set.copyOf(globals);
    }

    /** Whether records of {@code topic} have an effect. */
    public boolean contains(String topic) {
        return globals.contains(topic) || inputOf(topic).isPresent();
    }

    /** A topic read by name whose name would match {@code topic} if it were a pattern. */
    public Optional<String> nameLikePattern(String topic) {
        return names.stream().filter(name -> matches(name, topic)).findFirst();
    }

    private static boolean matches(String name, String topic) {
        try {
            return topic.matches(name);
        } catch (PatternSyntaxException noPattern) {
            return false;
        }
    }

    /** The input of the task that takes records of {@code topic}: the topic itself, or the pattern it matches. */
    public Optional<String> inputOf(String topic) {
        if (names.contains(topic)) {
            return Optional.of(topic);
        }
        return patterns.stream()
                .filter(pattern -> pattern.matcher(topic).matches())
                .map(Pattern::pattern)
                .findFirst();
    }
}
