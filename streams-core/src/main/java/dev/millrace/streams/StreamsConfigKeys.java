package dev.millrace.streams;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Stream;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * Reads the keys of {@link StreamsConfig} from the table {@code streams-config.txt}: sixty settings with meaning,
 * default
 * and bound are easier to check side by side than as calls.
 */
final class StreamsConfigKeys {
    private static final String TABLE = "streams-config.txt";
    private static final String AT_LEAST = ">= ";
    private static final String ONE_OF = "in ";
    private static final String ONE_OF_IN_ANY_CASE = "in any case ";
    private static final String NOT_EMPTY = "not empty";
    private static final String CLASS = "(class) ";
    private static final String NULL = "(null)";
    private static final long MEMORY_BUDGET_LEAST_BYTES = 64L << 20;
    private static final long MEMORY_BUDGET_MOST_BYTES = 512L << 20;

    private StreamsConfigKeys() {}

    static ConfigDef read() {
        ConfigDef definition = new ConfigDef();
        String meaning = "";
        for (String line : table().lines().toList()) {
            if (line.startsWith("# ")) {
                meaning = line.substring(2);
            } else if (!line.isBlank()) {
                define(definition, line.split(" \\| ?", -1), meaning);
            }
        }
        return definition;
    }

    private static void define(ConfigDef definition, String[] columns, String meaning) {
        definition.define(
                columns[0],
                Type.valueOf(columns[1].toUpperCase(Locale.ROOT)),
                defaultValue(columns[3]),
                columns.length > 4 ? bound(columns[4]) : null,
                Importance.valueOf(columns[2].toUpperCase(Locale.ROOT)),
                meaning);
    }

    private static @Nullable Object defaultValue(String text) {
        if (text.startsWith(CLASS)) {
            return classOrNull(text.substring(CLASS.length()));
        }
        return switch (text) {
            case "(required)" -> ConfigDef.NO_DEFAULT_VALUE;
            case NULL -> null;
            case "(memory budget)" -> memoryBudgetBytes();
            default -> text.replace("(temporary directory)", System.getProperty("java.io.tmpdir"));
        };
    }

    /** A class of a module above this one, which need not be there: null then. */
    private static @Nullable Class<?> classOrNull(String name) {
        try {
            return Class.forName(name, false, StreamsConfigKeys.class.getClassLoader());
        } catch (ClassNotFoundException noSuchModule) {
            return null;
        }
    }

    /** The JVM has looked at the machine, or the container, when it chose its heap. */
    private static long memoryBudgetBytes() {
        long quarter = Runtime.getRuntime().maxMemory() / 4;
        return Math.max(MEMORY_BUDGET_LEAST_BYTES, Math.min(MEMORY_BUDGET_MOST_BYTES, quarter));
    }

    private static ConfigDef.Validator bound(String text) {
        if (text.startsWith(AT_LEAST)) {
            return ConfigDef.Range.atLeast(Long.parseLong(text.substring(AT_LEAST.length())));
        }
        if (text.equals(NOT_EMPTY)) {
            return ConfigDef.ValidList.anyNonDuplicateValues(false, false);
        }
        return text.startsWith(ONE_OF_IN_ANY_CASE)
                ? ConfigDef.CaseInsensitiveValidString.in(words(text, ONE_OF_IN_ANY_CASE))
                : ConfigDef.ValidString.in(words(text, ONE_OF));
    }

    private static String[] words(String text, String prefix) {
        return Stream.of(text.substring(prefix.length()).split(", "))
                .map(word -> word.equals(NULL) ? null : word)
                .toArray(String[]::new);
    }

    private static String table() {
        try (InputStream in = requireNonNull(StreamsConfigKeys.class.getResourceAsStream(TABLE), TABLE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException cannotRead) {
            throw new UncheckedIOException("The table of settings cannot be read from the jar", cannotRead);
        }
    }
}
