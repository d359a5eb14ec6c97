package dev.millrace.broker.api;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.message.TxnOffsetCommitRequestData;
import org.apache.kafka.common.message.TxnOffsetCommitRequestData.TxnOffsetCommitRequestPartition;
import org.apache.kafka.common.message.TxnOffsetCommitRequestData.TxnOffsetCommitRequestTopic;
import org.apache.kafka.common.message.TxnOffsetCommitResponseData;
import org.apache.kafka.common.message.TxnOffsetCommitResponseData.TxnOffsetCommitResponsePartition;
import org.apache.kafka.common.message.TxnOffsetCommitResponseData.TxnOffsetCommitResponseTopic;
import org.apache.kafka.common.protocol.Errors;

import dev.millrace.broker.catalog.Topic;
import dev.millrace.broker.group.CommitRequest;
import dev.millrace.broker.group.GroupCoordinator;
import dev.millrace.broker.group.MemberClaim;
import dev.millrace.broker.group.OffsetToCommit;
import dev.millrace.broker.group.SeatClaim;
import dev.millrace.broker.transaction.ProducerIdentity;
import dev.millrace.broker.transaction.TransactionCoordinator;

/** Remembers how far groups have come, if the transaction is committed. */
final class TxnOffsetCommitHandler implements Handler<TxnOffsetCommitRequestData> {
    /** The partition in which offsets of all groups take part in transactions. */
    static final TopicPartition OFFSETS = new TopicPartition(Topic.OFFSETS, 0);

    private static final short KNOWS_ABORTABLE = 4;
    private static final short JOINS = 5;

    private final KnownPartitions partitions;
    private final GroupCoordinator groups;
    private final TransactionCoordinator transactions;

    TxnOffsetCommitHandler(KnownPartitions partitions, GroupCoordinator groups, TransactionCoordinator transactions) {
        this.partitions = partitions;
        this.groups = groups;
        this.transactions = transactions;
    }

    @Override
    public void handle(TxnOffsetCommitRequestData request, Call call) {
        TxnOffsetCommitResponseData response = new TxnOffsetCommitResponseData();
        List<OffsetToCommit> offsets = new ArrayList<>();
        List<TxnOffsetCommitResponsePartition> accepted = new ArrayList<>();
        for (TxnOffsetCommitRequestTopic topic : request.topics()) {
            response.topics().add(sort(topic, offsets, accepted));
        }
        Consumer<Errors> then = error -> {
            accepted.forEach(partition -> partition.setErrorCode(error.code()));
            call.answer(response);
        };
        Errors standing = offsets.isEmpty() ? Errors.NONE : standing(request, call.version());
        if (standing != Errors.NONE || offsets.isEmpty()) {
            then.accept(standing);
            return;
        }
        SeatClaim seat =
                new SeatClaim(new MemberClaim(request.memberId(), request.groupInstanceId()), request.generationId());
        var commit = new CommitRequest(request.groupId(), seat, Senders.of(call), offsets, -1);
        groups.commitInTransaction(commit, request.producerId(), request.producerEpoch(), committed -> {
            if (committed == Errors.NONE) {
                transactions.whenJoined(request.transactionalId(), then);
            } else {
                then.accept(committed);
            }
        });
    }

    private Errors standing(TxnOffsetCommitRequestData request, short version) {
        ProducerIdentity producer = new ProducerIdentity(request.producerId(), request.producerEpoch());
        Errors standing = version >= JOINS
                ? transactions.join(request.transactionalId(), producer, OFFSETS)
                : transactions.mayWrite(request.transactionalId(), producer, OFFSETS);
        if (standing == Errors.PRODUCER_FENCED) {
            return Errors.INVALID_PRODUCER_EPOCH;
        }
        boolean abortable = standing == Errors.INVALID_TXN_STATE && version >= KNOWS_ABORTABLE;
        return abortable ? Errors.TRANSACTION_ABORTABLE : standing;
    }

    private TxnOffsetCommitResponseTopic sort(
            TxnOffsetCommitRequestTopic wanted,
            List<OffsetToCommit> offsets,
            List<TxnOffsetCommitResponsePartition> accepted) {
        TxnOffsetCommitResponseTopic answer = new TxnOffsetCommitResponseTopic().setName(wanted.name());
        Topic topic = partitions.topic(wanted.name());
        int longest = groups.settings().offsets().metadataMaxBytes();
        for (TxnOffsetCommitRequestPartition partition : wanted.partitions()) {
            var part = new TxnOffsetCommitResponsePartition().setPartitionIndex(partition.partitionIndex());
            answer.partitions().add(part);
            String metadata = partition.committedMetadata() == null ? "" : partition.committedMetadata();
            if (partitions.log(topic, partition.partitionIndex()) == null) {
                part.setErrorCode(Errors.UNKNOWN_TOPIC_OR_PARTITION.code());
            } else if (metadata.length() > longest) {
                part.setErrorCode(Errors.OFFSET_METADATA_TOO_LARGE.code());
            } else {
                accepted.add(part);
                offsets.add(new OffsetToCommit(
                        new TopicPartition(wanted.name(), partition.partitionIndex()),
                        partition.committedOffset(),
                        partition.committedLeaderEpoch(),
                        metadata));
            }
        }
        return answer;
    }
}
