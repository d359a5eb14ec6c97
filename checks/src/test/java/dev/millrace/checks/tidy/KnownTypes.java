package dev.millrace.checks.tidy;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The types that a document may name: ours with their members, those of the JDK and of the libraries on the test class
 * path, kafka-clients among them, by simple name.
 *
 * @param ours for each of our types the names of its methods and fields
 * @param extended for each of our types that extends one, the name of that
 * @param foreign simple names of everybody else's types
 * @param packages our packages
 */
record KnownTypes(
        Map<String, Set<String>> ours, Map<String, String> extended, Set<String> foreign, Set<String> packages) {

    static KnownTypes of(List<JavaSource> sources) {
        Map<String, Set<String>> ours = new HashMap<>();
        Map<String, String> extended = new HashMap<>();
        Set<String> packages = new HashSet<>();
        for (JavaSource source : sources) {
            packages.add(source.packageName());
            source.types().forEach(type -> ours.computeIfAbsent(type.name(), name -> new HashSet<>())
                    .addAll(type.memberNames()));
            source.types().forEach(type -> extended.put(type.name(), type.extended()));
        }
        return new KnownTypes(ours, extended, foreignTypes(), packages);
    }

    boolean hasType(String simpleName) {
        return ours.containsKey(simpleName) || foreign.contains(simpleName);
    }

    /** Says whether the type may have the member: what foreign types have is not looked up. */
    boolean hasMember(String simpleName, String member) {
        String type = simpleName;
        while (ours.containsKey(type) && !ours.get(type).contains(member)) {
            type = extended.get(type);
            if (type.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    boolean hasPackage(String name) {
        return packages.stream().anyMatch(known -> (known + ".").startsWith(name + "."));
    }

    private static Set<String> foreignTypes() {
        Set<String> names = new HashSet<>();
        try (Stream<Path> jdk =
                Files.walk(FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules/java.base/java"))) {
            jdk.forEach(path -> addType(path.getFileName().toString(), names));
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
                if (entry.endsWith(".jar")) {
                    addJar(entry, names);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    private static void addJar(String file, Set<String> names) throws IOException {
        try (JarFile jar = new JarFile(file)) {
            jar.stream()
                    .forEach(entry ->
                            addType(entry.getName().substring(entry.getName().lastIndexOf('/') + 1), names));
        }
    }

    private static void addType(String fileName, Set<String> names) {
        if (fileName.endsWith(".class")) {
            String binaryName = fileName.substring(0, fileName.length() - ".class".length());
            names.add(binaryName.substring(binaryName.lastIndexOf('$') + 1));
        }
    }
}
