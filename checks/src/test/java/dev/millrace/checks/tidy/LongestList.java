package dev.millrace.checks.tidy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The ten longest of something, kept in a file that may only get shorter: rank by rank, nothing may be longer than
 * the file says, and when something got shorter the file has to follow, so that the gain is kept.
 *
 * <p>A list without a file allows everything: it is frozen by writing it once.
 *
 * @param file holds one {@code lines name} a line, longest first
 */
record LongestList(Path file) {

    static final String UPDATE_FLAG = "longest.update";
    private static final int RANKS = 10;

    /**
     * Compares the ten longest with the file.
     *
     * @param all everything there is
     * @return one sentence for each rank that differs, empty if the file agrees or is absent
     */
    List<String> differences(List<Measured> all) {
        List<String> differences = new ArrayList<>();
        if (!Files.exists(file)) {
            return differences;
        }
        List<Measured> now = longestOf(all);
        List<Measured> kept = read();
        for (int rank = 0; rank < Math.max(now.size(), kept.size()); rank++) {
            compare(rank, now, kept, differences);
        }
        return differences;
    }

    /** Writes the list as it is now, unless a rank has grown. */
    void update(List<Measured> all) {
        if (differences(all).stream().noneMatch(difference -> difference.contains("longer"))) {
            write(longestOf(all));
        }
    }

    private static void compare(int rank, List<Measured> now, List<Measured> kept, List<String> differences) {
        int linesNow = rank < now.size() ? now.get(rank).lines() : 0;
        int linesKept = rank < kept.size() ? kept.get(rank).lines() : 0;
        String place = "rank " + (rank + 1) + ": ";
        if (linesNow > linesKept) {
            differences.add(place + now.get(rank).name() + " has " + linesNow + " lines, longer than the " + linesKept
                    + " that are allowed: split it");
        } else if (linesNow < linesKept) {
            differences.add(place + linesKept + " lines became " + linesNow
                    + ": well done, keep it so with mvn -ntp -pl checks test -D" + UPDATE_FLAG);
        }
    }

    private static List<Measured> longestOf(List<Measured> all) {
        return all.stream()
                .sorted(Comparator.comparingInt(Measured::lines).reversed().thenComparing(Measured::name))
                .limit(RANKS)
                .toList();
    }

    private List<Measured> read() {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank())
                    .map(line -> line.strip().split("\\s+", 2))
                    .map(parts -> new Measured(parts[1], Integer.parseInt(parts[0])))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(List<Measured> longest) {
        try {
            Files.writeString(
                    file,
                    longest.stream()
                            .map(entry -> "%4d %s%n".formatted(entry.lines(), entry.name()))
                            .collect(Collectors.joining()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
