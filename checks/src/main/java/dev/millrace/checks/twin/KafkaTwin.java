package dev.millrace.checks.twin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * A program of ours compiled for Kafka Streams: the same source with {@code dev.millrace.streams} replaced by
 * {@code org.apache.kafka.streams}.
 *
 * <p><em>Immutable.</em>
 *
 * @param classes the directory that holds the compiled classes, under the same names as ours
 */
public record KafkaTwin(Path classes) {

    private static final String OURS = "dev.millrace.streams";
    private static final String THEIRS = "org.apache.kafka.streams";

    /**
     * Compiles source files together, against the class path of this JVM.
     *
     * @param sources our source files
     * @param classes where the classes go
     * @return the twin
     * @throws IllegalArgumentException if a source does not compile once its imports are changed; the message holds why
     * @throws UncheckedIOException if a source cannot be read
     */
    public static KafkaTwin compile(List<Path> sources, Path classes) {
        List<JavaFileObject> units = new ArrayList<>();
        for (Path source : sources) {
            units.add(swapped(source));
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> faults = new DiagnosticCollector<>();
        List<String> options = List.of("-proc:none", "-d", classes.toString(), "-cp", classPath());
        if (!compiler.getTask(null, null, faults, options, null, units).call()) {
            throw new IllegalArgumentException("Not a program for Kafka Streams: " + errors(faults));
        }
        return new KafkaTwin(classes);
    }

    /**
     * Returns a loader that finds the twin's classes before ours, and everything else where we find it.
     *
     * @return a loader to be closed by the caller
     */
    public URLClassLoader newLoader() {
        try {
            return new TwinLoader(classes.toUri().toURL());
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JavaFileObject swapped(Path source) {
        try {
            String text = Files.readString(source).replace(OURS, THEIRS);
            URI name = URI.create("string:///" + source.getFileName());
            return new SimpleJavaFileObject(name, JavaFileObject.Kind.SOURCE) {
                @Override
                public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                    return text;
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + source, e);
        }
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private static List<String> errors(DiagnosticCollector<JavaFileObject> faults) {
        return faults.getDiagnostics().stream()
                .filter(fault -> fault.getKind() == Diagnostic.Kind.ERROR)
                .map(Object::toString)
                .toList();
    }

    private static final class TwinLoader extends URLClassLoader {

        TwinLoader(URL classes) {
            super(new URL[] {classes}, KafkaTwin.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                boolean own = findResource(name.replace('.', '/') + ".class") != null;
                if (own && findLoadedClass(name) == null) {
                    return findClass(name);
                }
                return super.loadClass(name, resolve);
            }
        }
    }
}
