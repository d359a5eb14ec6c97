package dev.millrace.broker.api;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.message.FetchResponseData.FetchableTopicResponse;
import org.apache.kafka.common.message.FetchResponseData.PartitionData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.FetchResponse;
import org.jspecify.annotations.Nullable;

import dev.millrace.broker.log.PartitionLog;
import dev.millrace.broker.metrics.Traffic;
import dev.millrace.broker.security.CallerRights;

/**
 * The partitions of one fetch, looked up once, to be read as often as needed.
 *
 * <p>Confined to the event-loop thread.
 */
final class FetchPlan {
    private static final int MOST_BYTES = 55 * 1024 * 1024;

    private final FetchSession session;
    private final Collection<FetchPart> parts;
    private final List<TopicPartition> keys = new ArrayList<>();
    private final int maxBytes;
    private final int minBytes;
    private final boolean onlyNews;
    private final boolean onlyCommitted;

    /**
     * Looks the partitions up.
     *
     * @param session whose partitions are read
     * @param onlyNews whether the answer leaves out partitions of which the client knows everything
     * @param access says which topics may be read; null if all may
     */
    FetchPlan(
            FetchSession session,
            FetchRequestData request,
            boolean onlyNews,
            KnownPartitions partitions,
            @Nullable CallerRights access) {
        this.session = session;
        this.parts = session.parts();
        this.maxBytes = Math.min(request.maxBytes(), MOST_BYTES);
        this.minBytes = Math.min(request.minBytes(), maxBytes);
        this.onlyNews = onlyNews;
        this.onlyCommitted = request.isolationLevel() == IsolationLevel.READ_COMMITTED.id();
        for (FetchPart part : parts) {
            part.resolve(partitions, access);
            if (part.log() != null) {
                keys.add(part.log().partition());
            }
        }
    }

    /** Returns the partitions whose appends are of interest. */
    List<TopicPartition> keys() {
        return keys;
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    /** Reads all partitions in their order, as far as the bytes reach. */
    Round read() {
        Round round = new Round(minBytes);
        for (FetchPart part : parts) {
            PartitionData data = part.read(maxBytes - round.bytes, onlyNews, onlyCommitted);
            if (data != null) {
                round.add(part, data);
            }
        }
        return round;
    }

    /** Makes a reading the answer: from now on the client knows what is in it. */
    FetchResponseData answer(Round round) {
        for (int i = 0; i < round.read.size(); i++) {
            round.read.get(i).told(round.data.get(i));
        }
        session.passedOver(round.withRecords);
        return new FetchResponseData().setSessionId(session.id()).setResponses(round.topics());
    }

    /**
     * What one reading found.
     *
     * <p>Confined to the event-loop thread.
     */
    static final class Round {
        private final int minBytes;
        private final List<FetchPart> read = new ArrayList<>();
        private final List<PartitionData> data = new ArrayList<>();
        private final List<FetchPart> withRecords = new ArrayList<>();
        private int bytes;
        private boolean faulty;

        private Round(int minBytes) {
            this.minBytes = minBytes;
        }

        private void add(FetchPart part, PartitionData found) {
            read.add(part);
            data.add(found);
            int size = FetchResponse.recordsSize(found);
            if (size > 0) {
                withRecords.add(part);
            }
            bytes += size;
            faulty |= found.errorCode() != Errors.NONE.code();
        }

        /** Returns whether it is worth sending before the time is over. */
        boolean enough() {
            return faulty || bytes >= minBytes;
        }

        /** Counts what is about to be answered; of a topic deleted while the fetch waited, in the whole only. */
        void count(Traffic traffic) {
            for (int i = 0; i < read.size(); i++) {
                PartitionLog log = read.get(i).log();
                if (log == null || !log.usable()) {
                    traffic.notRead();
                } else if (data.get(i).errorCode() != Errors.NONE.code()) {
                    traffic.notRead(log.partition().topic());
                } else {
                    traffic.read(log.partition().topic(), FetchResponse.recordsSize(data.get(i)));
                }
            }
        }

        private List<FetchableTopicResponse> topics() {
            List<FetchableTopicResponse> topics = new ArrayList<>();
            FetchTarget before = null;
            List<PartitionData> partitions = List.of();
            for (int i = 0; i < read.size(); i++) {
                FetchTarget target = read.get(i).target();
                if (before == null || !target.sameTopic(before)) {
                    partitions = new ArrayList<>();
                    topics.add(new FetchableTopicResponse()
                            .setTopic(target.topic())
                            .setTopicId(target.topicId())
                            .setPartitions(partitions));
                    before = target;
                }
                partitions.add(data.get(i));
            }
            return topics;
        }
    }
}
