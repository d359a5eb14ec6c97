package dev.millrace.broker.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import dev.millrace.broker.settings.BrokerSettings;
import dev.millrace.broker.settings.ListenSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(30)
class BrokerLifeTest {
    @TempDir
    Path directory;

    @Test
    void closedBrokerLeavesNoThreadNoPortAndNoLock() {
        Broker broker = Broker.start(BrokerSettings.at(directory));
        int port = broker.port();
        assertThat(threads(port)).hasSize(5);

        broker.close();
        broker.close();

        assertThat(threads(port)).isEmpty();
        try (Broker again = Broker.start(BrokerSettings.at(directory).withPort(port))) {
            assertThat(again.port()).isEqualTo(port);
        }
    }

    @Test
    void dataDirectoryBelongsToOneBroker() {
        try (Broker owner = Broker.start(BrokerSettings.at(directory))) {
            assertThat(owner.port()).isPositive();
            assertThatThrownBy(() -> Broker.start(BrokerSettings.at(directory)))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining(directory.toString());
        }
    }

    @Test
    void takenPortIsNamedAndNothingStaysOpen() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            BrokerSettings settings = BrokerSettings.at(directory).withPort(other.getLocalPort());
            assertThatThrownBy(() -> Broker.start(settings))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("cannot listen on 127.0.0.1:" + other.getLocalPort());
        }
        Broker.start(BrokerSettings.at(directory)).close();
    }

    @Test
    void addressThatStrangersReachIsRefusedUnlessAllowed() {
        ListenSettings everywhere = ListenSettings.DEFAULTS.withHost("0.0.0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Broker.start(BrokerSettings.at(directory).withListen(everywhere)))
                .withMessageContaining("millrace.listen.beyond.loopback");

        Broker.start(BrokerSettings.at(directory).withListen(everywhere.withBeyondLoopback(true)))
                .close();
    }

    @Test
    void otherClientLibraryIsRefusedInOneSentence() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ClientLibrary.check("3.9.1", "org.apache.kafka.NoSuchClass"))
                .withMessage("The Millrace broker needs kafka-clients 4.3.x, but version 3.9.1 is on the class path.");
    }

    private static List<String> threads(int port) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> name.startsWith("millrace-broker-" + port))
                .toList();
    }
}
