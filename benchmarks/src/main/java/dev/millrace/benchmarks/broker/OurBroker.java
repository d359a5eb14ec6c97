package dev.millrace.benchmarks.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.millrace.benchmarks.startup.BrokerProcess;

/** Millrace's stand-alone broker. */
record OurBroker(BrokerProcess process) implements MeasuredBroker {
    /**
     * Starts one.
     *
     * @param command how
     * @param directory empty
     * @param flush whether records are acknowledged only when they are on disk
     */
    static OurBroker start(List<String> command, Path directory, boolean flush) throws IOException {
        Path settings = directory.resolve("server.properties");
        Files.writeString(settings, "millrace.flush.before.ack=" + flush);
        List<String> full = new ArrayList<>(command);
        full.addAll(List.of("--config", settings.toString()));
        return new OurBroker(BrokerProcess.start(full, directory.resolve("data")));
    }

    @Override
    public String name() {
        return "Millrace";
    }

    @Override
    public String bootstrapServers() {
        return process.bootstrapServers();
    }

    @Override
    public long cpuMillis() {
        return process.cpuMillis();
    }

    @Override
    public long residentBytes() throws IOException {
        return process.residentBytes();
    }

    @Override
    public void close() {
        process.close();
    }
}
