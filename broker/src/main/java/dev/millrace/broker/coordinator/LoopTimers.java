package dev.millrace.broker.coordinator;

import java.util.function.Consumer;

import dev.millrace.broker.parking.Deadline;
import dev.millrace.broker.parking.DeadlineQueue;

/** Clocks in the deadline queue of the event loop; each event becomes a turn of the runner. */
final class LoopTimers implements Timers {
    private final DeadlineQueue deadlines;
    private final Consumer<Consumer<Turn>> runner;

    LoopTimers(DeadlineQueue deadlines, Consumer<Consumer<Turn>> runner) {
        this.deadlines = deadlines;
        this.runner = runner;
    }

    @Override
    public Timer at(long atMs, Consumer<Turn> event) {
        return new QueuedTimer(deadlines.add(atMs, () -> runner.accept(event)));
    }

    private final class QueuedTimer implements Timer {
        private final Deadline deadline;

        QueuedTimer(Deadline deadline) {
            this.deadline = deadline;
        }

        @Override
        public void moveTo(long atMs) {
            deadlines.move(deadline, atMs);
        }

        @Override
        public void stop() {
            deadlines.cancel(deadline);
        }

        @Override
        public boolean isRunning() {
            return deadline.isPending();
        }

        @Override
        public long atMs() {
            return deadline.atMs();
        }
    }
}
