package dev.millrace.broker.embedded;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.broker.log.GroupCommit;
import dev.millrace.broker.log.UpkeepStep;

/**
 * What goes on besides the event loop: syncing logs, and keeping them in bounds.
 *
 * <p>Thread-safe: each loop belongs to one thread, the latch tells both to stop.
 */
final class Chores {
    private static final Logger LOG = LoggerFactory.getLogger(Chores.class);
    private static final long FLUSH_WAIT_MS = 500;
    private static final long UPKEEP_PAUSE_MS = 1000;

    private final CountDownLatch stopped = new CountDownLatch(1);

    /** Syncs logs as often as somebody waits for it, and once more when told to stop. */
    void flush(GroupCommit groupCommit) {
        try {
            while (stopped.getCount() > 0) {
                if (groupCommit.awaitRequest(FLUSH_WAIT_MS)) {
                    groupCommit.runOnce();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        groupCommit.runOnce();
    }

    /** Keeps logs in bounds once a second; what fails is tried again. */
    void upkeep(UpkeepStep step, Time time) {
        try {
            while (!stopped.await(UPKEEP_PAUSE_MS, TimeUnit.MILLISECONDS)) {
                runOnce(step, time);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void runOnce(UpkeepStep step, Time time) {
        try {
            step.run(time.milliseconds());
        } catch (RuntimeException e) {
            LOG.error("Keeping logs in bounds failed; trying again later", e);
        }
    }

    void stop() {
        stopped.countDown();
    }
}
