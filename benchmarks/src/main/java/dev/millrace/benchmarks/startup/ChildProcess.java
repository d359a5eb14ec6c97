package dev.millrace.benchmarks.startup;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Processes that must not outlive this one, even if it is told to terminate. */
public final class ChildProcess {

    private ChildProcess() {}

    /**
     * Returns the command that starts a program with the class path and the JVM of this process.
     *
     * @param options for the JVM
     */
    public static List<String> java(List<String> options, String... mainAndArguments) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(mainAndArguments));
        return command;
    }

    /**
     * Starts a process that is ended with this one at the latest.
     *
     * @param builder says what is started
     * @return the process
     * @throws IOException if it cannot be started
     */
    public static Process start(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "end-" + process.pid()));
        return process;
    }
}
