package dev.millrace.broker.api;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchRequestData.FetchPartition;
import org.apache.kafka.common.message.FetchRequestData.FetchTopic;
import org.apache.kafka.common.message.FetchRequestData.ForgottenTopic;

/**
 * The partitions that one client fetches again and again, so that it need not name them each time (KIP-227).
 *
 * <p>Partitions are read in turn: those that have just given records go to the end, so that a busy partition cannot
 * keep the others waiting when the bytes of an answer are used up.
 *
 * <p>Confined to the event-loop thread.
 */
final class FetchSession {
    /** The id that stands for "no session". */
    static final int NONE = 0;

    private final int id;
    private final boolean byId;
    private final Map<FetchTarget, FetchPart> parts = new LinkedHashMap<>();
    private int epoch;
    private long lastUsedMs;

    /**
     * Makes a session without partitions.
     *
     * @param id how the client refers to it; {@link #NONE} for a fetch that begins none
     * @param byId whether topics are named by their ids
     */
    FetchSession(int id, boolean byId) {
        this.id = id;
        this.byId = byId;
    }

    int id() {
        return id;
    }

    boolean byId() {
        return byId;
    }

    /** Returns the epoch that the last request had. */
    int epoch() {
        return epoch;
    }

    long lastUsedMs() {
        return lastUsedMs;
    }

    void used(int newEpoch, long nowMs) {
        epoch = newEpoch;
        lastUsedMs = nowMs;
    }

    int size() {
        return parts.size();
    }

    /** Returns a view of the partitions in the order in which they are to be read. */
    Collection<FetchPart> parts() {
        return parts.values();
    }

    /** Takes in what a request adds, changes and gives up. */
    void apply(FetchRequestData request) {
        for (ForgottenTopic topic : request.forgottenTopicsData()) {
            for (int partition : topic.partitions()) {
                parts.remove(target(topic.topic(), topic.topicId(), partition));
            }
        }
        for (FetchTopic topic : request.topics()) {
            for (FetchPartition wanted : topic.partitions()) {
                FetchTarget target = target(topic.topic(), topic.topicId(), wanted.partition());
                parts.computeIfAbsent(target, key -> new FetchPart(key, wanted)).want(wanted);
            }
        }
    }

    private FetchTarget target(String topic, Uuid topicId, int partition) {
        return byId ? new FetchTarget("", topicId, partition) : new FetchTarget(topic, Uuid.ZERO_UUID, partition);
    }

    /** Puts partitions that have had their turn behind the others. */
    void passedOver(List<FetchPart> served) {
        if (id == NONE || served.size() == parts.size()) {
            return;
        }
        for (FetchPart part : served) {
            if (parts.remove(part.target(), part)) {
                parts.put(part.target(), part);
            }
        }
    }
}
