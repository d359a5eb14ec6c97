package dev.millrace.broker.parking;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ParkedRequestsTest {
    private final DeadlineQueue deadlines = new DeadlineQueue();
    private final ParkedRequests<String> parked = new ParkedRequests<>(deadlines);

    @Test
    void wokenRequestLooksOnceAtTheEndOfTheTurn() {
        Waiting request = new Waiting(true);
        parked.park(request, 100, List.of("a", "b"));

        parked.wake("a");
        parked.wake("b");
        assertThat(request.looks).isZero();
        parked.runAwake();

        assertThat(request.looks).isEqualTo(1);
        assertThat(request.isParked()).isFalse();
        assertThat(parked.isWaiting("a")).isFalse();
        assertThat(deadlines.size()).isZero();
    }

    @Test
    void requestThatFoundTooLittleStaysParked() {
        Waiting request = new Waiting(false);
        parked.park(request, 100, List.of("a"));
        parked.wake("a");
        parked.runAwake();

        assertThat(request.isParked()).isTrue();
        parked.wake("a");
        parked.runAwake();
        assertThat(request.looks).isEqualTo(2);
    }

    @Test
    void deadlineAnswersLateOnceAndForgets() {
        Waiting request = new Waiting(true);
        parked.park(request, 100, List.of("a"));

        deadlines.runDue(100);
        parked.wake("a");
        parked.runAwake();

        assertThat(request.late).isEqualTo(1);
        assertThat(request.looks).isZero();
    }

    @Test
    void droppedRequestIsNeverCalled() {
        Waiting request = new Waiting(true);
        parked.park(request, 100, List.of("a"));
        parked.wake("a");

        parked.drop(request);
        parked.runAwake();
        deadlines.runDue(1000);

        assertThat(request.looks + request.late).isZero();
    }

    private static final class Waiting extends ParkedRequest {
        private final boolean satisfied;
        private int looks;
        private int late;

        Waiting(boolean satisfied) {
            this.satisfied = satisfied;
        }

        @Override
        protected boolean tryAnswer() {
            looks++;
            return satisfied;
        }

        @Override
        protected void answerLate() {
            late++;
        }
    }
}
