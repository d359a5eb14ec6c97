package dev.millrace.checks.tidy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A sentence of a comment stands in one place; others link to it. What may repeat is short: idioms, the sentence about
 * threads that ends a class comment, and what a parameter is. A link or a piece of code counts as one
 * word, so that overloads may point to the one that carries the text.
 */
final class CopiedSentences {

    private static final int SHORTEST_SENTENCE_WORDS = 8;
    private static final int SHORTEST_FRAGMENT_WORDS = 12;
    private static final Pattern TAG = Pattern.compile("\\{@[^}]*}");
    private static final Pattern ABOUT_THREADS =
            Pattern.compile("<(?:em|i)>(?:Immutable|Thread-safe|Confined to)\\b.*");

    private CopiedSentences() {}

    static List<String> in(List<JavaSource> sources) {
        Map<String, List<Path>> places = new LinkedHashMap<>();
        for (JavaSource source : sources) {
            for (String sentence : Comments.sentencesOf(source.text())) {
                if (mayStandOnlyOnce(sentence)) {
                    places.computeIfAbsent(sentence, text -> new ArrayList<>()).add(source.file());
                }
            }
        }
        return places.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(entry ->
                        "\"" + entry.getKey() + "\" stands " + entry.getValue().size() + " times: " + entry.getValue())
                .toList();
    }

    private static boolean mayStandOnlyOnce(String sentence) {
        int shortest = sentence.endsWith(".") ? SHORTEST_SENTENCE_WORDS : SHORTEST_FRAGMENT_WORDS;
        return TAG.matcher(sentence).replaceAll("tag").split(" ").length >= shortest
                && !ABOUT_THREADS.matcher(sentence).matches();
    }
}
