package dev.millrace.cli.text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.millrace.cli.output.WrongUsage;

/** Words of the form {@code name=value}. Without state. */
public final class NameValues {
    private NameValues() {}

    /**
     * Reads assignments; the value may hold further equals signs and may be empty.
     *
     * @param option named in complaints
     * @throws WrongUsage if one has no name or no equals sign, or a name comes twice
     */
    public static Map<String, String> parse(String option, List<String> words) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String word : words) {
            int at = word.indexOf('=');
            if (at < 1) {
                throw new WrongUsage(option + " " + word + " is not of the form NAME=VALUE");
            }
            if (values.putIfAbsent(word.substring(0, at), word.substring(at + 1)) != null) {
                throw new WrongUsage(option + " sets " + word.substring(0, at) + " twice");
            }
        }
        return values;
    }
}
