package dev.millrace.cli.session;

import java.io.PrintStream;

import dev.millrace.cli.output.Json;
import dev.millrace.cli.output.OutputFormat;
import dev.millrace.cli.output.Table;

/**
 * Writes the results of a command, for people or for programs.
 *
 * @param out where to
 * @param format for whom
 */
public record Printer(PrintStream out, OutputFormat format) {

    /** Writes a table, or its rows as a JSON array. */
    public void print(Table table) {
        if (format == OutputFormat.JSON) {
            json(table.toJson());
        } else if (!table.isEmpty()) {
            table.toLines().forEach(out::println);
        }
    }

    /** Writes a JSON document on one line. */
    public void json(Object document) {
        out.println(Json.write(document));
    }

    /** Writes a line. */
    public void line(String text) {
        out.println(text);
    }

    /**
     * Writes what was done: a sentence for people, a document for programs.
     *
     * @param sentence without a line end
     * @param document as {@link Json#write} takes it
     */
    public void done(String sentence, Object document) {
        if (format == OutputFormat.JSON) {
            json(document);
        } else {
            out.println(sentence);
        }
    }
}
