package dev.millrace.examples.wordcount;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import dev.millrace.broker.embedded.Broker;
import dev.millrace.broker.settings.BrokerSettings;

/**
 * Where a word count lives: a broker, ours in this JVM or somebody else's, and a directory for the state.
 *
 * <p><em>Confined to the main thread.</em>
 */
final class Home implements AutoCloseable {

    private final @Nullable TemporaryDirectory temporary;
    private final @Nullable Broker broker;
    private final String bootstrapServers;
    private final Path stateDirectory;

    /**
     * Starts a broker unless the options name one, and makes a temporary directory unless they name all they need.
     *
     * @throws WordCountFailure if our own broker cannot start, because its port or directory is in use for example
     */
    Home(WordCountOptions options) {
        Path named = options.bootstrapServers == null ? options.dataDirectory : options.stateDirectory;
        temporary = named == null ? TemporaryDirectory.create() : null;
        Path base = temporary == null ? options.dataDirectory : temporary.path();
        try {
            broker = options.bootstrapServers == null ? startBroker(base.resolve("broker"), options.port) : null;
        } catch (RuntimeException e) {
            closeTemporary();
            throw e;
        }
        bootstrapServers = broker == null ? options.bootstrapServers : broker.bootstrapServers();
        stateDirectory = options.stateDirectory == null ? base.resolve("state") : options.stateDirectory;
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    Path stateDirectory() {
        return stateDirectory;
    }

    @Override
    public void close() {
        try {
            if (broker != null) {
                broker.close();
            }
        } finally {
            closeTemporary();
        }
    }

    private void closeTemporary() {
        if (temporary != null) {
            temporary.close();
        }
    }

    private static Broker startBroker(Path directory, int port) {
        try {
            return Broker.start(BrokerSettings.at(directory).withPort(port));
        } catch (RuntimeException e) {
            throw new WordCountFailure("cannot start a broker: " + e.getMessage(), e);
        }
    }
}
