package dev.millrace.interop.tools;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.millrace.interop.process.Program;

/** Calls of Apache's programs, each in a JVM of its own. */
final class ApacheTool {
    private final String bootstrapServers;
    private final Path directory;
    private int calls;

    ApacheTool(String bootstrapServers, Path directory) {
        this.bootstrapServers = bootstrapServers;
        this.directory = directory;
    }

    /**
     * Runs one to its end, requires success and returns what it wrote.
     *
     * @param name the main class, after {@code org.apache.kafka.tools.} if it has no package
     */
    String run(String name, String... arguments) throws IOException, InterruptedException {
        return runTyping("", name, arguments);
    }

    /** Does the same with something typed into it. */
    String runTyping(String input, String name, String... arguments) throws IOException, InterruptedException {
        String main = name.startsWith("kafka.") ? name : "org.apache.kafka.tools." + name;
        List<String> all = new ArrayList<>(List.of(arguments));
        // What is to be done comes first with this one only.
        all.addAll(name.equals("ClusterTool") ? 1 : 0, List.of("--bootstrap-server", bootstrapServers));
        try (Program program = Program.start(directory.resolve("call" + calls++), input, main, all)) {
            return program.finish();
        }
    }
}
