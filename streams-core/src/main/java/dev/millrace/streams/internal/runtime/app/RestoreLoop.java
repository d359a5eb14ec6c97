package dev.millrace.streams.internal.runtime.app;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.streams.internal.changelog.Restorer;
import dev.millrace.streams.internal.changelog.StateDirectory;
import dev.millrace.streams.internal.runtime.thread.PauseSwitch;

/**
 * What the restoring thread does: steps the restorer and, now and then, deletes state that has not been used for long.
 * <i>Confined to that thread</i>, but for {@link #stop()}.
 */
public final class RestoreLoop implements Runnable {
    private static final long STEP_MS = 20;
    private static final long IDLE_MS = 1000;
    private static final Logger LOG = LoggerFactory.getLogger(RestoreLoop.class);

    private final Restorer restorer;
    private final PauseSwitch pause;
    private final StateDirectory directory;
    private final long cleanupDelayMs;
    private final Time time;
    private long lastCleanupMs;
    private volatile boolean stopped;

    /**
     * A loop to be run once.
     *
     * @param cleanupDelayMs age and interval, {@code state.cleanup.delay.ms}
     */
    public RestoreLoop(Restorer restorer, PauseSwitch pause, StateDirectory directory, long cleanupDelayMs, Time time) {
        this.restorer = restorer;
        this.pause = pause;
        this.directory = directory;
        this.cleanupDelayMs = cleanupDelayMs;
        this.time = time;
        this.lastCleanupMs = time.milliseconds();
    }

    @Override
    public void run() {
        try (restorer) {
            while (!stopped) {
                if (pause.isOn()) {
                    restorer.rest(IDLE_MS);
                } else {
                    restorer.runOnce(restorer.busy() ? STEP_MS : IDLE_MS);
                }
                cleanUp();
            }
        } catch (RuntimeException failed) {
            LOG.error("The restorer failed and returned its tasks", failed);
        }
    }

    /** Asks the consumer of the restorer, see there. */
    <T> CompletableFuture<T> ask(Function<Consumer<byte[], byte[]>, T> question) {
        return restorer.ask(question);
    }

    /** Has it look at once whether it is paused. Any thread. */
    void wake() {
        restorer.wake();
    }

    /** Ends the loop after the present step. Any thread. */
    public void stop() {
        stopped = true;
        restorer.wake();
    }

    private void cleanUp() {
        long nowMs = time.milliseconds();
        if (nowMs - lastCleanupMs < cleanupDelayMs) {
            return;
        }
        lastCleanupMs = nowMs;
        try {
            directory.deleteObsolete(cleanupDelayMs);
        } catch (RuntimeException tryLater) {
            LOG.warn("Obsolete state could not be deleted and is tried again later", tryLater);
        }
    }
}
