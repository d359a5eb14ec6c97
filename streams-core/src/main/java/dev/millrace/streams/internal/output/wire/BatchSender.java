package dev.millrace.streams.internal.output.wire;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.clients.KafkaClient;
import org.apache.kafka.clients.producer.internals.ProducerMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InvalidMetadataException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.message.ProduceResponseData.PartitionProduceResponse;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.ProduceResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses which lanes send, and tells them what became of it. It sends, but does not wait: responses arrive while the
 * client is polled. <i>Confined to the stream thread.</i>
 */
final class BatchSender {
    private static final Logger LOG = LoggerFactory.getLogger(BatchSender.class);
    private static final long BLOCKED_MS = 10;
    private static final long UNDER_WAY_MS = 100;

    private final KafkaClient client;
    private final ProducerMetadata metadata;
    private final WireSettings settings;
    private final IdentitySource identities;
    private final AttendedClock clock;

    /** Lanes with something to write, or until a moment ago; those that sent last are the last. */
    private final Set<PartitionLane> active = new LinkedHashSet<>();

    BatchSender(
            KafkaClient client,
            ProducerMetadata metadata,
            WireSettings settings,
            IdentitySource identities,
            AttendedClock clock) {
        this.client = client;
        this.metadata = metadata;
        this.settings = settings;
        this.identities = identities;
        this.clock = clock;
    }

    /** {@code lane} has something to write. */
    void activate(PartitionLane lane) {
        active.add(lane);
    }

    /** Whether nothing is to be written. */
    boolean isIdle() {
        for (PartitionLane lane : active) {
            if (!lane.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /**
     * Sends what is ready and can be sent.
     *
     * @param pressing whether batches are sent though more records would fit
     * @return milliseconds until there is more to do, at least 1; {@link PartitionLane#LATER} if nothing is to be
     *     written
     */
    long drive(long nowMs, boolean pressing) {
        clock.attended();
        settle();
        identities.drive(nowMs);
        for (BatchRequest request : collect(nowMs, pressing)) {
            send(request, nowMs);
        }
        return nextMs(nowMs, pressing);
    }

    /** Gives up whatever is still to be written. */
    void giveUpAll(Exception error) {
        for (PartitionLane lane : active) {
            while (!lane.isEmpty()) {
                giveUp(lane, error);
            }
        }
        active.clear();
    }

    /** Drops lanes that are done, and batches that have no more time or no hope. */
    private void settle() {
        KafkaException refusal = identities.takeRefusal();
        Iterator<PartitionLane> lanes = active.iterator();
        while (lanes.hasNext()) {
            PartitionLane lane = lanes.next();
            while (!lane.isUnderWay() && lane.isOverdue()) {
                giveUp(lane, overdue(lane));
            }
            while (refusal != null && lane.identity() == null && !lane.isEmpty()) {
                giveUp(lane, refusal);
            }
            if (lane.isEmpty()) {
                lanes.remove();
            }
        }
    }

    private List<BatchRequest> collect(long nowMs, boolean pressing) {
        List<BatchRequest> requests = new ArrayList<>();
        for (PartitionLane lane : active) {
            if (lane.readyInMs(nowMs, pressing) == 0 && hasIdentity(lane)) {
                Node leader = leader(lane, nowMs);
                if (leader != null) {
                    requestTo(leader, requests).tryAdd(lane, settings.requestBytes());
                }
            }
        }
        requests.removeIf(request -> !client.ready(request.node(), nowMs));
        return requests;
    }

    private boolean hasIdentity(PartitionLane lane) {
        WriterIdentity known = identities.current();
        if (lane.identity() == null && known != null) {
            lane.identity(known);
        }
        return lane.identity() != null;
    }

    private @Nullable Node leader(PartitionLane lane, long nowMs) {
        if (lane.leader() == null) {
            metadata.add(lane.partition().topic(), nowMs);
            metadata.requestUpdate(false);
        }
        return lane.leader();
    }

    private static BatchRequest requestTo(Node leader, List<BatchRequest> requests) {
        for (BatchRequest request : requests) {
            if (request.node().equals(leader)) {
                return request;
            }
        }
        BatchRequest request = new BatchRequest(leader);
        requests.add(request);
        return request;
    }

    private void send(BatchRequest request, long nowMs) {
        client.send(
                client.newClientRequest(
                        request.node().idString(),
                        request.begin(settings, metadata.topicIds()),
                        nowMs,
                        true,
                        settings.requestMs(),
                        response -> answered(request, response)),
                nowMs);
        for (PartitionLane lane : request.lanes()) {
            active.remove(lane);
            active.add(lane);
        }
    }

    private long nextMs(long nowMs, boolean pressing) {
        long nextMs = PartitionLane.LATER;
        for (PartitionLane lane : active) {
            nextMs = Math.min(nextMs, lane.isUnderWay() ? UNDER_WAY_MS : waitMs(lane, nowMs, pressing));
        }
        return nextMs;
    }

    private static long waitMs(PartitionLane lane, long nowMs, boolean pressing) {
        long readyMs = lane.readyInMs(nowMs, pressing);
        return Math.max(1, Math.min(readyMs == 0 ? BLOCKED_MS : readyMs, lane.overdueInMs()));
    }

    private void answered(BatchRequest request, ClientResponse response) {
        long nowMs = response.receivedTimeMs();
        for (int i = 0; i < request.lanes().size(); i++) {
            PartitionLane lane = request.lanes().get(i);
            if (response.versionMismatch() != null) {
                giveUp(lane, response.versionMismatch());
                continue;
            }
            PartitionProduceResponse answer =
                    response.hasResponse() ? request.answer((ProduceResponse) response.responseBody(), i) : null;
            if (answer == null) {
                judge(lane, new PartitionProduceResponse().setErrorCode(Errors.NETWORK_EXCEPTION.code()), nowMs);
            } else {
                judge(lane, answer, nowMs);
            }
        }
    }

    private void judge(PartitionLane lane, PartitionProduceResponse answer, long nowMs) {
        Errors error = Errors.forCode(answer.errorCode());
        Batch batch = lane.head();
        switch (Verdict.of(error, batch.count())) {
            case WRITTEN -> lane.written(error == Errors.NONE ? answer.baseOffset() : -1);
            case TOO_LARGE -> lane.split();
            case AGAIN -> again(lane, answer, error, nowMs);
            case UNKNOWN_SEQUENCE -> {
                // Sent once and answered with no: it is certain that the broker does not have it.
                if (batch.attempts() == 1) {
                    changingIdentity(lane, () -> lane.renew(nowMs));
                } else {
                    giveUp(lane, exception(lane, error, answer));
                }
            }
            case REFUSED -> giveUp(lane, exception(lane, error, answer));
        }
    }

    private void again(PartitionLane lane, PartitionProduceResponse answer, Errors error, long nowMs) {
        if (error.exception() instanceof InvalidMetadataException) {
            metadata.requestUpdate(false);
        }
        if (lane.isOverdue() || lane.head().attempts() > settings.retries()) {
            giveUp(lane, exception(lane, error, answer));
        } else {
            if (lane.head().attempts() == 1 && error != Errors.NETWORK_EXCEPTION) {
                LOG.warn("{} records for {} are sent again: {}", lane.head().count(), lane.partition(), error);
            }
            lane.again(nowMs);
        }
    }

    private void giveUp(PartitionLane lane, Exception error) {
        changingIdentity(lane, () -> lane.giveUp(error));
    }

    /** {@code step} may use up the last epoch of the lane's identity. */
    private void changingIdentity(PartitionLane lane, Runnable step) {
        WriterIdentity before = lane.identity();
        step.run();
        if (before != null && lane.identity() == null) {
            identities.spent(before);
        }
    }

    private TimeoutException overdue(PartitionLane lane) {
        return new TimeoutException(
                lane.head().count() + " records for " + lane.partition() + " were not written within "
                        + settings.deliveryMs() + " ms; leader " + lane.leader() + ", attempts "
                        + lane.head().attempts());
    }

    private static Exception exception(PartitionLane lane, Errors error, PartitionProduceResponse answer) {
        String topic = lane.partition().topic();
        return switch (error) {
            case TOPIC_AUTHORIZATION_FAILED -> new TopicAuthorizationException(Set.of(topic));
            case CLUSTER_AUTHORIZATION_FAILED ->
                new ClusterAuthorizationException("not allowed to write idempotently to topic " + topic);
            default -> answer.errorMessage() == null ? error.exception() : error.exception(answer.errorMessage());
        };
    }
}
