package dev.millrace.broker.api;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.FetchMetadata;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

import dev.millrace.broker.metrics.Traffic;
import dev.millrace.broker.parking.ParkedRequest;
import dev.millrace.broker.parking.ParkedRequests;
import dev.millrace.broker.security.AccessControl;
import dev.millrace.broker.security.CallerRights;

/**
 * Reads records, and waits for some when there are too few.
 *
 * <p>Responses refer to regions of segment files that the socket reads by itself.
 */
final class FetchHandler implements Handler<FetchRequestData> {
    private static final short TOPIC_IDS = 13;

    private final KnownPartitions partitions;
    private final ParkedRequests<TopicPartition> parking;
    private final FetchSessions sessions;
    private final Time time;
    private final @Nullable AccessControl access;
    private final Traffic traffic;

    /**
     * Makes the handler.
     *
     * @param access decides who may read what; null if everybody may read everything
     */
    FetchHandler(
            KnownPartitions partitions,
            ParkedRequests<TopicPartition> parking,
            FetchSessions sessions,
            @Nullable AccessControl access,
            Traffic traffic,
            Time time) {
        this.traffic = traffic;
        this.access = access;
        this.partitions = partitions;
        this.parking = parking;
        this.sessions = sessions;
        this.time = time;
    }

    @Override
    public void handle(FetchRequestData request, Call call) {
        boolean byId = call.version() >= TOPIC_IDS;
        if (request.sessionEpoch() == FetchMetadata.INITIAL_EPOCH) {
            sessions.close(request.sessionId());
            fetch(sessions.open(request, byId, time.milliseconds()), request, false, call);
        } else if (request.sessionEpoch() == FetchMetadata.FINAL_EPOCH) {
            sessions.close(request.sessionId());
            fetch(FetchSessions.passing(request, byId), request, false, call);
        } else {
            Errors refusal = sessions.advance(request, byId, time.milliseconds());
            if (refusal == Errors.NONE) {
                fetch(sessions.get(request.sessionId()), request, true, call);
            } else {
                call.answer(new FetchResponseData().setErrorCode(refusal.code()));
            }
        }
    }

    private void fetch(FetchSession session, FetchRequestData request, boolean onlyNews, Call call) {
        FetchPlan plan = new FetchPlan(session, request, onlyNews, partitions, accessOf(call));
        FetchPlan.Round round = plan.read();
        if (round.enough() || plan.isEmpty() || request.maxWaitMs() <= 0) {
            call.answer(answer(plan, round));
            return;
        }
        ParkedFetch parked = new ParkedFetch(plan, call);
        parking.park(parked, time.milliseconds() + request.maxWaitMs(), plan.keys());
        call.onClose(() -> parking.drop(parked));
    }

    private @Nullable CallerRights accessOf(Call call) {
        Caller caller = call.caller();
        return access == null ? null : access.of(caller.principal(), caller.host());
    }

    private FetchResponseData answer(FetchPlan plan, FetchPlan.Round round) {
        round.count(traffic);
        return plan.answer(round);
    }

    private final class ParkedFetch extends ParkedRequest {
        private final FetchPlan plan;
        private final Call call;

        ParkedFetch(FetchPlan plan, Call call) {
            this.plan = plan;
            this.call = call;
        }

        @Override
        protected boolean tryAnswer() {
            try {
                FetchPlan.Round round = plan.read();
                if (round.enough()) {
                    call.answer(answer(plan, round));
                }
                return round.enough();
            } catch (RuntimeException e) {
                call.fail(e);
                return true;
            }
        }

        @Override
        protected void answerLate() {
            try {
                call.answer(answer(plan, plan.read()));
            } catch (RuntimeException e) {
                call.fail(e);
            }
        }
    }
}
