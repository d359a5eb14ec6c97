package dev.millrace.broker.api;

import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.message.ProduceResponseData.PartitionProduceResponse;
import org.apache.kafka.common.protocol.Errors;

import dev.millrace.broker.log.PartitionLog;

/**
 * A produce response that goes out when every partition it speaks of is on disk.
 *
 * <p>Confined to the event-loop thread.
 */
final class PendingAck {
    private static final long NO_OFFSET = -1;

    private final Call call;
    private final ProduceResponseData response;
    private int awaited = 1;

    PendingAck(Call call, ProduceResponseData response) {
        this.call = call;
        this.response = response;
    }

    /** Waits for one more partition. */
    void await(Durability durability, PartitionLog log, long endOffset, PartitionProduceResponse partition) {
        awaited++;
        durability.await(log, endOffset, outcome -> arrived(partition, outcome));
    }

    /** Waits for the transaction of one more partition. */
    void await(WriteGate gate, String transactionalId, PartitionProduceResponse partition) {
        awaited++;
        gate.whenDurable(transactionalId, outcome -> arrived(partition, outcome));
    }

    private void arrived(PartitionProduceResponse partition, Errors outcome) {
        if (outcome != Errors.NONE) {
            partition.setErrorCode(outcome.code()).setBaseOffset(NO_OFFSET).setLogStartOffset(NO_OFFSET);
        }
        countDown();
    }

    /** Says that no further partition will be waited for. */
    void complete() {
        countDown();
    }

    private void countDown() {
        if (--awaited == 0) {
            call.answer(response);
        }
    }
}
