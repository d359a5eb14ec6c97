package dev.millrace.broker.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The command-line client, which shares no code with ours. */
final class Kcat {
    private final String bootstrapServers;
    private final Path scratch;

    /**
     * Prepares calls.
     *
     * @param scratch a file that holds what is typed
     */
    Kcat(String bootstrapServers, Path scratch) {
        this.bootstrapServers = bootstrapServers;
        this.scratch = scratch;
    }

    /** Skips the test where kcat is not installed, unless MILLRACE_REQUIRE_TOOLS is true. */
    static void mustBeInstalled() {
        boolean installed = isInstalled();
        boolean required = "true".equals(System.getenv("MILLRACE_REQUIRE_TOOLS"));
        assumeTrue(installed || required, "kcat is not installed");
        assertThat(installed).as("kcat is installed").isTrue();
    }

    /** Runs it to its end and returns what it wrote. */
    String run(String input, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kcat", "-b", bootstrapServers));
        command.addAll(List.of(arguments));
        Path in = Files.writeString(scratch, input);
        Process process = new ProcessBuilder(command)
                .redirectInput(in.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        return output;
    }

    private static boolean isInstalled() {
        for (String place : System.getenv("PATH").split(File.pathSeparator)) {
            if (Files.isExecutable(Path.of(place, "kcat"))) {
                return true;
            }
        }
        return false;
    }
}
