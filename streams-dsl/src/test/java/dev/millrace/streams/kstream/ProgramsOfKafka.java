package dev.millrace.streams.kstream;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

import org.apache.kafka.streams.StreamsBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/** {@link Programs}, compiled against Kafka Streams with nothing but another prefix. */
final class ProgramsOfKafka {
    private static final Path SOURCES = Path.of("src/test/java/dev/millrace/streams/kstream");
    private static final List<String> NAMES = List.of("Programs.java", "AggregatePrograms.java");

    private ProgramsOfKafka() {}

    static Map<String, Consumer<StreamsBuilder>> all(Path directory) throws IOException, ReflectiveOperationException {
        List<String> arguments = new ArrayList<>(List.of("-proc:none", "-nowarn", "-d", directory.toString()));
        for (String name : NAMES) {
            Path source = directory.resolve(name);
            Files.writeString(source, moved(Files.readString(SOURCES.resolve(name))));
            arguments.add(source.toString());
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        int result = compiler.run(null, null, null, arguments.toArray(String[]::new));
        assertThat(result).as("exit code of the compiler").isZero();
        return programs(directory);
    }

    private static String moved(String source) {
        return source.replace(
                        "package dev.millrace.streams.kstream;",
                        "package moved;\n\nimport org.apache.kafka.streams.kstream.*;")
                .replace("dev.millrace.streams", "org.apache.kafka.streams");
    }

    @SuppressWarnings({"unchecked", "resource"})
    private static Map<String, Consumer<StreamsBuilder>> programs(Path directory)
            throws IOException, ReflectiveOperationException {
        URL[] classes = List.of(directory.toUri().toURL()).toArray(URL[]::new);
        Method all = new URLClassLoader(classes, ProgramsOfKafka.class.getClassLoader())
                .loadClass("moved.Programs")
                .getMethod("all");
        return (Map<String, Consumer<StreamsBuilder>>) all.invoke(null);
    }
}
