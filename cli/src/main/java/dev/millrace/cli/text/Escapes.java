package dev.millrace.cli.text;

import java.nio.charset.StandardCharsets;

import dev.millrace.cli.output.WrongUsage;

/** Escapes in delimiters and formats: {@code \n}, {@code \r}, {@code \t}, {@code \0}, {@code \\}, {@code \x2c}. */
public final class Escapes {
    private Escapes() {}

    /**
     * Replaces escapes by what they stand for.
     *
     * @throws WrongUsage if one is unknown
     */
    public static byte[] bytes(String word) {
        return text(word).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Replaces escapes by what they stand for, a character each.
     *
     * @throws WrongUsage if an escape is unknown
     */
    public static String text(String word) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < word.length(); i++) {
            char next = word.charAt(i);
            if (next != '\\') {
                text.append(next);
                continue;
            }
            i++;
            char kind = i < word.length() ? word.charAt(i) : ' ';
            switch (kind) {
                case 'n' -> text.append('\n');
                case 'r' -> text.append('\r');
                case 't' -> text.append('\t');
                case '0' -> text.append('\0');
                case '\\' -> text.append('\\');
                case 'x' -> {
                    text.append(hex(word, i + 1));
                    i += 2;
                }
                default ->
                    throw new WrongUsage("unknown escape in \"" + word
                            + "\"; known are \\n, \\r, \\t, \\0, \\\\ and \\x followed by two digits");
            }
        }
        return text.toString();
    }

    private static char hex(String word, int from) {
        try {
            return (char) Integer.parseInt(word.substring(from, from + 2), 16);
        } catch (NumberFormatException | StringIndexOutOfBoundsException e) {
            throw new WrongUsage("\\x in \"" + word + "\" needs two hexadecimal digits");
        }
    }
}
