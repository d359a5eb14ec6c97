package dev.millrace.streams.internal.runtime.graph;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Schedules on one clock, the next one first. <i>Confined to the owner of the task.</i> */
final class PunctuationQueue {
    private final PriorityQueue<Schedule> schedules = new PriorityQueue<>(Comparator.comparingLong(Schedule::dueMs));

    void add(Schedule schedule) {
        schedules.add(schedule);
    }

    boolean isDue(long nowMs) {
        Schedule next = schedules.peek();
        return next != null && next.dueMs() <= nowMs;
    }

    /** Hands each schedule that is due to {@code call}, once; one that is cancelled does not come back. */
    boolean run(long nowMs, PunctuationCall call) {
        boolean ran = false;
        while (isDue(nowMs)) {
            Schedule next = schedules.remove();
            if (next.cancelled()) {
                continue;
            }
            ran = true;
            call.run(next, nowMs);
            if (!next.cancelled()) {
                next.advancePast(nowMs);
                schedules.add(next);
            }
        }
        return ran;
    }

    /** How a schedule that is due is called. */
    @FunctionalInterface
    interface PunctuationCall {
        void run(Schedule schedule, long nowMs);
    }
}
