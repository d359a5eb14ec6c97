package dev.millrace.cli.output;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Rows of values under named columns: aligned for people, one object a row for programs. A column is named as in JSON,
 * {@code endOffset}; people see {@code END-OFFSET}. Numbers stand on the right; null is a dash.
 *
 * <p><em>Confined to the command that fills it.</em>
 */
public final class Table {
    private static final String GAP = "  ";

    private final String[] columns;
    private final List<@Nullable Object[]> rows = new ArrayList<>();

    /**
     * Makes an empty table.
     *
     * @param columns names in camel case
     */
    public Table(String... columns) {
        this.columns = columns.clone();
    }

    /**
     * Adds a row.
     *
     * @param cells one for each column; null where nothing is known
     */
    public void add(@Nullable Object... cells) {
        if (cells.length != columns.length) {
            throw new IllegalArgumentException(cells.length + " cells for " + columns.length + " columns");
        }
        rows.add(cells.clone());
    }

    /** Returns whether there is no row. */
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Returns one object for each row. */
    public List<Map<String, Object>> toJson() {
        List<Map<String, Object>> objects = new ArrayList<>();
        for (@Nullable Object[] row : rows) {
            Map<String, Object> object = new LinkedHashMap<>();
            for (int i = 0; i < columns.length; i++) {
                object.put(columns[i], row[i]);
            }
            objects.add(object);
        }
        return objects;
    }

    /** Returns a line with the names of the columns and one line for each row. */
    public List<String> toLines() {
        int[] widths = new int[columns.length];
        for (int i = 0; i < columns.length; i++) {
            widths[i] = heading(columns[i]).length();
            for (@Nullable Object[] row : rows) {
                widths[i] = Math.max(widths[i], text(row[i]).length());
            }
        }
        List<String> lines = new ArrayList<>();
        StringBuilder head = new StringBuilder();
        for (int i = 0; i < columns.length; i++) {
            append(head, heading(columns[i]), widths[i], isNumeric(i));
        }
        lines.add(head.toString().stripTrailing());
        for (@Nullable Object[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns.length; i++) {
                append(line, text(row[i]), widths[i], isNumeric(i));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private boolean isNumeric(int column) {
        return rows.stream().anyMatch(row -> row[column] instanceof Number)
                && rows.stream().allMatch(row -> row[column] == null || row[column] instanceof Number);
    }

    private static void append(StringBuilder line, String text, int width, boolean right) {
        if (line.length() > 0) {
            line.append(GAP);
        }
        String padding = " ".repeat(width - text.length());
        line.append(right ? padding : "").append(text).append(right ? "" : padding);
    }

    private static String heading(String column) {
        return column.replaceAll("([a-z])([A-Z])", "$1-$2").toUpperCase(Locale.ROOT);
    }

    private static String text(@Nullable Object cell) {
        if (cell == null) {
            return "-";
        }
        String text = cell instanceof List<?> list
                ? String.join(",", list.stream().map(String::valueOf).toList())
                : cell.toString();
        return text.isEmpty() ? "-" : text;
    }
}
