package dev.millrace.streams.internal.runtime.graph;

import org.apache.kafka.common.utils.Time;

import dev.millrace.streams.errors.StreamsException;
import dev.millrace.streams.errors.TaskCorruptedException;
import dev.millrace.streams.errors.TaskMigratedException;
import dev.millrace.streams.processor.Cancellable;
import dev.millrace.streams.processor.PunctuationType;
import dev.millrace.streams.processor.Punctuator;

import static java.util.Objects.requireNonNull;

/**
 * What processors of a task want called regularly, by wall clock or by stream time. <i>Confined to the owner of the
 * task.</i>
 */
public final class Schedules {
    private final RecordFrame frame;
    private final ProcessingFailures failures;
    private final Time time;
    private final PunctuationQueue byStreamTime = new PunctuationQueue();
    private final PunctuationQueue byWallClock = new PunctuationQueue();

    /** No schedules yet. */
    public Schedules(RecordFrame frame, ProcessingFailures failures, Time time) {
        this.frame = requireNonNull(frame, "frame");
        this.failures = requireNonNull(failures, "failures");
        this.time = requireNonNull(time, "time");
    }

    /** On stream time with the first record and then at multiples of the interval, on the wall clock from now. */
    Cancellable add(String nodeName, long intervalMs, PunctuationType type, Punctuator callback) {
        long firstMs = type == PunctuationType.STREAM_TIME ? 0 : time.milliseconds() + intervalMs;
        return put(type, new Schedule(nodeName, firstMs, intervalMs, callback));
    }

    /** At {@code startMs} and multiples of the interval after it, those that are not over yet (KIP-1146). */
    Cancellable add(String nodeName, long startMs, long intervalMs, PunctuationType type, Punctuator callback) {
        if (startMs < 0) {
            throw new IllegalArgumentException(
                    "The minimum supported start time is Instant.EPOCH, not " + startMs + " ms after it");
        }
        long nowMs = type == PunctuationType.STREAM_TIME ? frame.streamTimeMs() : time.milliseconds();
        long firstMs = startMs >= nowMs ? startMs : Schedule.firstAfter(startMs, intervalMs, nowMs);
        return put(type, new Schedule(nodeName, firstMs, intervalMs, callback));
    }

    /** Runs what is due by the stream time, if there is any; true if something ran. */
    public boolean runStreamTime() {
        long nowMs = frame.streamTimeMs();
        return nowMs >= 0 && byStreamTime.isDue(nowMs) && byStreamTime.run(nowMs, this::call);
    }

    /** Runs what is due by the wall clock; true if something ran. */
    public boolean runWallClock(long nowMs) {
        return byWallClock.isDue(nowMs) && byWallClock.run(nowMs, this::call);
    }

    private Cancellable put(PunctuationType type, Schedule schedule) {
        (type == PunctuationType.STREAM_TIME ? byStreamTime : byWallClock).add(schedule);
        return schedule;
    }

    private void call(Schedule schedule, long nowMs) {
        frame.beginWithoutInput(nowMs);
        try {
            callback(schedule, nowMs);
        } catch (ProcessingFailure failed) {
            throw new StreamsException(
                    "Exception caught while punctuating processor '" + schedule.nodeName() + "' of task "
                            + frame.task(),
                    failed.getCause(),
                    frame.task());
        } finally {
            frame.end();
        }
    }

    private void callback(Schedule schedule, long nowMs) {
        try {
            schedule.callback().punctuate(nowMs);
        } catch (ProcessingFailure | TaskCorruptedException | TaskMigratedException settled) {
            throw settled;
        } catch (RuntimeException failed) {
            failures.dropOrFail(schedule.nodeName(), null, failed);
        }
    }
}
