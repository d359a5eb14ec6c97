package dev.millrace.broker.embedded;

import java.io.IOException;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/** A process that dies as by {@code kill -9}: what it has written stays, on disk or on the way there. */
final class KilledBroker implements MortalBroker {
    private final Path directory;
    private @Nullable BrokerProcess process;
    private int port;

    KilledBroker(Path directory) {
        this.directory = directory;
    }

    @Override
    public void start() throws IOException {
        process = BrokerProcess.start(directory, port);
        port = process.port();
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void die() {
        close();
    }

    @Override
    public void close() {
        if (process != null) {
            process.kill();
        }
    }
}
