package dev.millrace.interop.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Properties;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import dev.millrace.broker.embedded.Broker;
import dev.millrace.broker.settings.BrokerSettings;

/**
 * Gives a test the broker's address as {@link Address}. It is started for the first test and closed after the last one.
 * Everyone may do everything, although access lists are kept.
 */
public final class SharedBroker implements ParameterResolver {

    /** Where the broker listens, as clients take it. */
    public record Address(String bootstrapServers) {}

    private record Started(Broker broker, Path directory) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            broker.close();
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Address.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Started started = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedBroker.class))
                .getOrComputeIfAbsent(Started.class, key -> start(), Started.class);
        return new Address(started.broker().bootstrapServers());
    }

    private static Started start() {
        try {
            Path directory = Files.createTempDirectory("interop-broker");
            Properties properties = new Properties();
            properties.put("log.dirs", directory.toString());
            properties.put("listeners", "PLAINTEXT://127.0.0.1:0");
            properties.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
            properties.put("super.users", "User:ANONYMOUS");
            return new Started(Broker.start(BrokerSettings.fromProperties(properties)), directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
