package dev.millrace.examples.wordcount;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ClusterClientTest {

    @Test
    void aBrokerThatDoesNotAnswerIsNamed() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + silent.getLocalPort();

            assertThatExceptionOfType(WordCountFailure.class)
                    .isThrownBy(() -> ClusterClient.connect(address, Duration.ofSeconds(1)))
                    .withMessage("no broker answers at " + address + " within 1 seconds");
        }
    }

    @Test
    void anAddressThatIsNoneIsNamed() {
        assertThatExceptionOfType(WordCountFailure.class)
                .isThrownBy(() -> ClusterClient.connect("nowhere", Duration.ofSeconds(1)))
                .withMessageStartingWith("cannot connect to nowhere: ");
    }
}
