package dev.millrace.benchmarks.startup;

import java.io.IOException;

/** Processes that must not outlive this one, even if it is told to terminate. */
public final class ChildProcess {

    private ChildProcess() {}

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
