package dev.millrace.checks.tidy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A type is named after what it is: words that fit anything are refused, and no two types share a simple name.
 *
 * @param allowed phrases that may hold a refused word, and names that may be shared, each with its reason
 */
record TypeNames(Map<String, String> allowed) {

    private static final Pattern UNDECIDED = Pattern.compile("(Manager|Helper|Utils?|Internal|Impl)(?![a-z])");

    List<String> undecided(List<JavaSource> sources) {
        List<String> found = new ArrayList<>();
        for (JavaSource source : sources) {
            for (JavaSource.DeclaredType type : source.types()) {
                if (UNDECIDED.matcher(withoutAllowedPhrases(type.name())).find()) {
                    found.add(source.file() + ": " + type.name() + " does not say what it is (allowed phrases: "
                            + allowed.keySet() + ")");
                }
            }
        }
        return found;
    }

    List<String> shared(List<JavaSource> sources) {
        Map<String, List<String>> places = new TreeMap<>();
        for (JavaSource source : sources) {
            source.types().stream()
                    .filter(JavaSource.DeclaredType::topLevel)
                    .filter(type -> !allowed.containsKey(type.name()))
                    .forEach(type -> places.computeIfAbsent(type.name(), name -> new ArrayList<>())
                            .add(source.packageName()));
        }
        return places.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(entry -> entry.getKey() + " is the name of a type in each of " + entry.getValue())
                .toList();
    }

    private String withoutAllowedPhrases(String name) {
        String rest = name;
        for (String phrase : allowed.keySet()) {
            rest = rest.replace(phrase, "");
        }
        return rest;
    }
}
