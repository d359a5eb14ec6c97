package dev.millrace.cli.text;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.millrace.cli.output.WrongUsage;

/** Spans of time and moments. Without state. */
public final class TimeWords {
    private static final Pattern SPAN = Pattern.compile("(\\d+)(ms|s|m|h|d)?");
    private static final Pattern MILLISECONDS = Pattern.compile("\\d{1,18}");

    private TimeWords() {}

    /**
     * Reads a span of time.
     *
     * @param word {@code 1500} or {@code 1500ms}, {@code 30s}, {@code 5m}, {@code 2h}, {@code 7d}, or as ISO 8601 says,
     *     {@code PT1H30M}
     * @throws WrongUsage if it is none
     */
    public static Duration duration(String word) {
        Matcher span = SPAN.matcher(word);
        try {
            if (!span.matches()) {
                return Duration.parse(word);
            }
            long count = Long.parseLong(span.group(1));
            return switch (span.group(2) == null ? "ms" : span.group(2)) {
                case "s" -> Duration.ofSeconds(count);
                case "m" -> Duration.ofMinutes(count);
                case "h" -> Duration.ofHours(count);
                case "d" -> Duration.ofDays(count);
                default -> Duration.ofMillis(count);
            };
        } catch (DateTimeException | NumberFormatException | ArithmeticException e) {
            throw new WrongUsage("\"" + word + "\" is no span of time; allowed are 1500ms, 30s, 5m, 2h, 7d or PT1H30M");
        }
    }

    /**
     * Reads a moment.
     *
     * @param word milliseconds since 1970, or as ISO 8601 says, {@code 2026-01-31T12:00:00}, with or without an offset;
     *     without one, and for a mere date, in UTC, as Apache Kafka's tools do
     * @return milliseconds since 1970
     * @throws WrongUsage if it is none
     */
    public static long moment(String word) {
        if (MILLISECONDS.matcher(word).matches()) {
            return Long.parseLong(word);
        }
        try {
            if (!word.contains("T")) {
                return LocalDate.parse(word)
                        .atStartOfDay()
                        .toInstant(ZoneOffset.UTC)
                        .toEpochMilli();
            }
            String time = word.substring(word.indexOf('T'));
            boolean placed = time.endsWith("Z") || time.contains("+") || time.contains("-");
            Instant instant = placed
                    ? OffsetDateTime.parse(word).toInstant()
                    : LocalDateTime.parse(word).toInstant(ZoneOffset.UTC);
            return instant.toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            throw new WrongUsage("\"" + word + "\" is no moment; allowed are milliseconds since 1970, 2026-01-31 and "
                    + "2026-01-31T12:00:00 with or without an offset such as Z or +01:00");
        }
    }

    /** Returns a timestamp of a record as text in UTC; a dash for one that is not set. */
    public static String show(long timestampMs) {
        return timestampMs < 0 ? "-" : Instant.ofEpochMilli(timestampMs).toString();
    }
}
