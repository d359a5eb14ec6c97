package dev.millrace.checks.tidy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The directory that holds all modules, and the files in it that people write.
 *
 * @param root the directory with the parent {@code pom.xml}
 */
record Project(Path root) {

    private static final Path MAIN = Path.of("src", "main", "java");

    /** The project whose tests are running: Maven runs a module's tests in the module's directory. */
    static Project current() {
        Path root = Path.of("").toAbsolutePath().getParent();
        if (!Files.exists(root.resolve("checks/checkstyle.xml"))) {
            throw new IllegalStateException("Not the root of the project: " + root);
        }
        return new Project(root);
    }

    /** All production sources, sorted. */
    List<Path> mainSources() {
        return allSources().stream()
                .filter(file -> file.subpath(1, file.getNameCount()).startsWith(MAIN))
                .toList();
    }

    /** All Java sources of all modules, tests included, relative to the root and sorted. */
    List<Path> allSources() {
        return files("java");
    }

    /** All files with the given ending, relative to the root and sorted, but for what the build or git made. */
    List<Path> files(String ending) {
        try (Stream<Path> walk = Files.walk(root)) {
            return walk.map(root::relativize)
                    .filter(file -> file.toString().endsWith("." + ending))
                    .filter(Project::isWritten)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String read(Path file) {
        try {
            return Files.readString(root.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    private static boolean isWritten(Path file) {
        for (Path name : file) {
            if (name.toString().equals("target") || name.toString().equals(".git")) {
                return false;
            }
        }
        return true;
    }
}
