package dev.millrace.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;

/**
 * One module as the rules see it: what its {@code rooms.txt} allows, and the classes it was compiled to.
 *
 * <p><em>Immutable.</em>
 *
 * @param layering what is allowed
 * @param classes the production classes; empty for a module that has none yet
 */
public record CheckedModule(LayeringFile layering, JavaClasses classes) {

    private static final String API_SUFFIX = ".internal";

    /**
     * Loads the module whose tests are running.
     *
     * @param moduleDirectory the directory with the module's {@code pom.xml}
     * @return its layering and the classes under {@code target/classes}
     * @throws IllegalArgumentException if its {@code rooms.txt} is wrong
     * @throws UncheckedIOException if its {@code rooms.txt} cannot be read
     */
    public static CheckedModule load(Path moduleDirectory) {
        Path roomsFile = moduleDirectory.resolve("src/test/resources/rooms.txt");
        try {
            LayeringFile layering = LayeringFile.parse(Files.readString(roomsFile));
            Path compiled = moduleDirectory.resolve("target/classes");
            ClassFileImporter importer = new ClassFileImporter().withImportOption(CheckedModule::isWritten);
            return new CheckedModule(
                    layering,
                    Files.isDirectory(compiled) ? importer.importPath(compiled) : importer.importPaths(Set.of()));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + roomsFile, e);
        }
    }

    /** JMH puts what it generates beside the compiled benchmarks. */
    private static boolean isWritten(Location location) {
        return !location.contains("jmh_generated");
    }

    /**
     * Returns the package of the module's public API, if it has one: the parent of a root that contains
     * {@code .internal}.
     *
     * @return the full name, or an empty text for a module without a mirrored API
     */
    public String apiRoot() {
        String root = layering.root();
        int end = (root + ".").indexOf(API_SUFFIX + ".");
        return end < 0 ? "" : root.substring(0, end);
    }

    /**
     * Says whether a package belongs to the public API rather than to a room.
     *
     * @param packageName full name of a package
     * @return whether it is under {@link #apiRoot()} and not internal
     */
    public boolean isApi(String packageName) {
        String api = apiRoot();
        boolean under = packageName.equals(api) || packageName.startsWith(api + ".");
        return !api.isEmpty() && under && !isInternal(packageName);
    }

    /**
     * Says whether a package is a room, of this module or of a neighbour that shares the API package.
     *
     * @param packageName full name of a package
     * @return whether it lies under the internal package beside the API
     */
    public boolean isInternal(String packageName) {
        return !apiRoot().isEmpty() && (packageName + ".").startsWith(apiRoot() + API_SUFFIX + ".");
    }

    /**
     * Collects one sentence for each different use that a class of this module makes of another top-level class.
     *
     * @param wanted which uses to report
     * @param sentence how to report one
     * @return the sentences, sorted, without repetition
     */
    List<String> usesWhere(Predicate<ClassUse> wanted, Function<ClassUse, String> sentence) {
        Set<String> found = new TreeSet<>();
        for (JavaClass origin : classes) {
            origin.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> ClassUse.of(origin, dependency.getTargetClass()))
                    .filter(wanted)
                    .map(sentence)
                    .forEach(found::add);
        }
        return List.copyOf(found);
    }
}
