package dev.millrace.streams.internal.output.wire;

import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.clients.KafkaClient;
import org.apache.kafka.clients.LeastLoadedNode;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.message.InitProducerIdRequestData;
import org.apache.kafka.common.message.InitProducerIdResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.InitProducerIdRequest;
import org.apache.kafka.common.requests.InitProducerIdResponse;
import org.jspecify.annotations.Nullable;

/**
 * Asks the cluster for a producer id, again after a pause while nobody can answer. <i>Confined to the stream
 * thread.</i>
 */
final class IdentitySource {
    private final KafkaClient client;
    private final WireSettings settings;
    private @Nullable WriterIdentity current;
    private @Nullable KafkaException refusal;
    private boolean asked;
    private int attempts;
    private long retryAtMs;

    IdentitySource(KafkaClient client, WireSettings settings) {
        this.client = client;
        this.settings = settings;
    }

    /** The identity, if it is known. */
    @Nullable
    WriterIdentity current() {
        return current;
    }

    /** {@code spent} has no further epoch: another one is asked for. */
    void spent(WriterIdentity spent) {
        if (current != null && current.id() == spent.id()) {
            current = null;
        }
    }

    /** Why the cluster will not give one, once; null if nothing is known against it. */
    @Nullable
    KafkaException takeRefusal() {
        KafkaException taken = refusal;
        refusal = null;
        return taken;
    }

    /** Asks if that is due and a broker is there to be asked. */
    void drive(long nowMs) {
        if (current != null || asked || nowMs < retryAtMs) {
            return;
        }
        LeastLoadedNode least = client.leastLoadedNode(nowMs);
        Node node = least.node();
        if (node == null) {
            return;
        }
        if (client.authenticationException(node) != null) {
            refused(client.authenticationException(node), nowMs);
        } else if (client.ready(node, nowMs)) {
            ask(node, nowMs);
        }
    }

    private void ask(Node node, long nowMs) {
        asked = true;
        attempts++;
        InitProducerIdRequestData request =
                new InitProducerIdRequestData().setTransactionalId(null).setTransactionTimeoutMs(Integer.MAX_VALUE);
        client.send(
                client.newClientRequest(
                        node.idString(),
                        new InitProducerIdRequest.Builder(request),
                        nowMs,
                        true,
                        settings.requestMs(),
                        this::answered),
                nowMs);
    }

    private void answered(ClientResponse response) {
        asked = false;
        long nowMs = response.receivedTimeMs();
        if (response.versionMismatch() != null) {
            refused(response.versionMismatch(), nowMs);
        } else if (response.hasResponse()) {
            read(((InitProducerIdResponse) response.responseBody()).data(), nowMs);
        } else {
            askLater(nowMs);
        }
    }

    private void read(InitProducerIdResponseData answer, long nowMs) {
        Errors error = Errors.forCode(answer.errorCode());
        if (error == Errors.NONE) {
            current = new WriterIdentity(answer.producerId(), answer.producerEpoch());
            attempts = 0;
        } else if (error.exception() instanceof RetriableException) {
            askLater(nowMs);
        } else {
            refused(error.exception(), nowMs);
        }
    }

    private void refused(KafkaException why, long nowMs) {
        refusal = why;
        askLater(nowMs);
    }

    private void askLater(long nowMs) {
        retryAtMs = nowMs + settings.backoffMs(Math.max(1, attempts));
    }
}
