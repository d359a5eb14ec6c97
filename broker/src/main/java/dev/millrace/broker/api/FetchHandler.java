package dev.millrace.broker.api;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.utils.Time;

import dev.millrace.broker.parking.ParkedRequest;
import dev.millrace.broker.parking.ParkedRequests;

/**
 * Reads records, and waits for some when there are too few.
 *
 * <p>Responses refer to regions of segment files that the socket reads by itself. Fetch sessions (KIP-227) are not
 * kept: the session id 0 in every response tells clients to name all partitions each time.
 */
final class FetchHandler implements Handler<FetchRequestData> {
    private static final int NO_SESSION = 0;

    private final KnownPartitions partitions;
    private final ParkedRequests<TopicPartition> parking;
    private final Time time;

    FetchHandler(KnownPartitions partitions, ParkedRequests<TopicPartition> parking, Time time) {
        this.partitions = partitions;
        this.parking = parking;
        this.time = time;
    }

    @Override
    public void handle(FetchRequestData request, Call call) {
        if (request.sessionId() != NO_SESSION) {
            call.answer(new FetchResponseData().setErrorCode(Errors.FETCH_SESSION_ID_NOT_FOUND.code()));
            return;
        }
        FetchPlan plan = new FetchPlan(request, call.version(), partitions);
        FetchPlan.Round round = plan.read();
        if (round.enough() || plan.isEmpty() || request.maxWaitMs() <= 0) {
            call.answer(round.response());
            return;
        }
        ParkedFetch parked = new ParkedFetch(plan, call);
        parking.park(parked, time.milliseconds() + request.maxWaitMs(), plan.keys());
        call.onClose(() -> parking.drop(parked));
    }

    private static final class ParkedFetch extends ParkedRequest {
        private final FetchPlan plan;
        private final Call call;

        ParkedFetch(FetchPlan plan, Call call) {
            this.plan = plan;
            this.call = call;
        }

        @Override
        protected boolean tryAnswer() {
            FetchPlan.Round round = plan.read();
            if (round.enough()) {
                call.answer(round.response());
            }
            return round.enough();
        }

        @Override
        protected void answerLate() {
            call.answer(plan.read().response());
        }
    }
}
