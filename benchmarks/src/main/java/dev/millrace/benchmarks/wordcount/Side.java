package dev.millrace.benchmarks.wordcount;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.millrace.benchmarks.startup.ChildProcess;

/**
 * One of the two libraries compared, as a class path with its version of {@link WordCountRun}.
 *
 * <p><em>Immutable.</em>
 *
 * @param name what the table calls it
 * @param classPath class path of its processes
 */
record Side(String name, String classPath) {

    /**
     * Runs a plan in a JVM of its own, and waits for its result.
     *
     * @throws IOException if the process ends without a result; its output is on standard error
     */
    RunResult run(RunPlan plan) throws IOException {
        List<String> command = List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx1g",
                "-cp",
                classPath,
                WordCountRun.class.getName(),
                plan.toText());
        Process process =
                ChildProcess.start(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT));
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            return output.lines()
                    .filter(RunResult::isLine)
                    .map(RunResult::parse)
                    .findFirst()
                    .orElseThrow(() -> new IOException(name + " ended without a result"));
        } finally {
            process.destroy();
        }
    }
}
