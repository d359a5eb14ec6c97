package dev.millrace.benchmarks.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the memory of another process. Without state. */
public final class ProcessMemory {
    private ProcessMemory() {}

    /**
     * Returns the resident memory of a process in bytes, or -1 where the system does not tell.
     *
     * @param pid the process
     */
    public static long residentBytes(long pid) throws IOException {
        Path status = Path.of("/proc", String.valueOf(pid), "status");
        if (!Files.exists(status)) {
            return -1;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElse(-1);
    }
}
