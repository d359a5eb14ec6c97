package dev.millrace.cli.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Understands what the hands of Apache Kafka's users type: {@code topics --create --topic orders} is
 * {@code topics create --topic orders}. Without state.
 */
final class FamiliarVerbs {
    private static final Map<String, Set<String>> VERBS = Map.of(
            "topics", Set.of("--list", "--create", "--describe", "--alter", "--delete"),
            "groups", Set.of("--list", "--describe", "--delete", "--reset-offsets", "--delete-offsets"),
            "configs", Set.of("--describe", "--alter"),
            "acls", Set.of("--list", "--add", "--remove"));

    private FamiliarVerbs() {}

    /** Returns the arguments with a verb that is written as an option put behind the command. */
    static String[] rewrite(String... arguments) {
        List<String> words = new ArrayList<>(List.of(arguments));
        if (words.size() < 2 || !words.get(1).startsWith("-")) {
            return arguments;
        }
        Set<String> verbs = VERBS.getOrDefault(words.get(0), Set.of());
        for (int i = 1; i < words.size(); i++) {
            if (verbs.contains(words.get(i))) {
                String verb = words.remove(i).substring(2);
                words.add(1, verb);
                return words.toArray(String[]::new);
            }
        }
        return arguments;
    }
}
