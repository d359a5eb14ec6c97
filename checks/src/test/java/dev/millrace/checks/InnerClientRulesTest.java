package dev.millrace.checks;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class InnerClientRulesTest {

    private static final String ROOMS = "[rooms dev.millrace.checks.fixture]\nlog:\nclient:\n";

    @Test
    void namesTheInnerClassAndTheRoomsThatMay() {
        assertThat(new InnerClientRules()
                        .violations(Fixtures.module("client", ROOMS + "[inner clients]\nlog: batches on disk")))
                .containsExactly("dev.millrace.checks.fixture.client.Wire uses"
                        + " org.apache.kafka.common.requests.RequestHeader, an inner class of kafka-clients:"
                        + " only the rooms [log] may");
    }

    @Test
    void roomsThatWrapTheClientsMay() {
        assertThat(new InnerClientRules()
                        .violations(Fixtures.module("client", ROOMS + "[inner clients]\nclient: speaks the protocol")))
                .isEmpty();
    }
}
