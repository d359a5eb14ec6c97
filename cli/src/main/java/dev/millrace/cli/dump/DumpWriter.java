package dev.millrace.cli.dump;

import java.io.PrintStream;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.millrace.cli.output.Json;
import dev.millrace.cli.text.TimeWords;

/**
 * Writes what was found, one line for each thing: names and values for people, an object for programs. It counts what
 * is wrong.
 *
 * <p><em>Confined to the thread of the command.</em>
 */
final class DumpWriter {
    private final PrintStream out;
    private final boolean json;
    private @Nullable DumpedFile last;
    private int faults;

    DumpWriter(PrintStream out, boolean json) {
        this.out = out;
        this.json = json;
    }

    /**
     * Writes a line about a file.
     *
     * @param type what it is about
     * @param fields names and values; people do not see null
     */
    void line(DumpedFile file, String type, Map<String, Object> fields) {
        if (json) {
            Map<String, Object> document = Json.object(
                    "type", type, "file", file.path().toString(), "topic", file.topic(), "partition", file.partition());
            fields.forEach(
                    (name, value) -> document.put(name, value instanceof Moment moment ? moment.timestampMs() : value));
            out.println(Json.write(document));
            return;
        }
        if (!file.equals(last)) {
            out.println((last == null ? "" : System.lineSeparator()) + headLine(file));
            last = file;
        }
        StringBuilder line = new StringBuilder(type);
        fields.forEach((name, value) -> {
            if (value != null) {
                line.append(' ').append(name).append(": ").append(text(value));
            }
        });
        out.println(line);
    }

    /**
     * Writes that something is wrong.
     *
     * @param position where in the file, in bytes; null if it is not one place
     * @param what in one sentence
     */
    void fault(DumpedFile file, @Nullable Integer position, String what) {
        faults++;
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("position", position);
        fields.put("fault", what);
        line(file, json ? "fault" : "FAULT", fields);
    }

    /** Returns how much was wrong. */
    int faults() {
        return faults;
    }

    private static String headLine(DumpedFile file) {
        if (file.topic() == null) {
            return "File " + file.path();
        }
        String partition = file.partition() == null ? "" : ", partition " + file.partition();
        return "File " + file.path() + " (topic " + file.topic() + partition + ")";
    }

    private static String text(Object value) {
        if (value instanceof Moment moment) {
            return TimeWords.show(moment.timestampMs());
        }
        if (value instanceof byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        }
        if (value instanceof Map || value instanceof List) {
            return Json.write(value);
        }
        return value.toString();
    }
}
