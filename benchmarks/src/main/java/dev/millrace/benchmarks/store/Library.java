package dev.millrace.benchmarks.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.millrace.checks.twin.KafkaTwin;

/** One of the two libraries compared, as a JMH parameter. */
public enum Library {
    /** Ours. */
    MILLRACE {
        @Override
        StoreTask task(Path directory, long cacheBytes) {
            return new OneTask(directory.toFile(), cacheBytes);
        }

        @Override
        ClassLoader works(Path directory) {
            return Library.class.getClassLoader();
        }
    },

    /** The works are compiled for it from our sources. */
    KAFKA_STREAMS {
        @Override
        StoreTask task(Path directory, long cacheBytes) {
            return new KafkaTask(directory.toFile(), cacheBytes);
        }

        @Override
        ClassLoader works(Path directory) {
            Path sources = Path.of(System.getProperty("millrace.sources", "benchmarks/src/main/java"));
            try (Stream<Path> files = Files.list(sources.resolve("dev/millrace/benchmarks/store/work"))) {
                List<Path> works = files.filter(file -> !file.endsWith("package-info.java"))
                        .toList();
                return KafkaTwin.compile(works, Files.createDirectory(directory.resolve("twin")))
                        .newLoader();
            } catch (IOException e) {
                throw new IllegalStateException(
                        "No sources of the works below " + sources.toAbsolutePath()
                                + ": start in the project's directory, or set millrace.sources",
                        e);
            }
        }
    };

    private static final String WORKS = "dev.millrace.benchmarks.store.work.";

    abstract StoreTask task(Path directory, long cacheBytes);

    abstract ClassLoader works(Path directory);

    /** The work of that class name, on this library. */
    StoreWork work(String name, Path directory) {
        try {
            return (StoreWork) works(directory)
                    .loadClass(WORKS + name)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("No work is called " + name, e);
        }
    }
}
