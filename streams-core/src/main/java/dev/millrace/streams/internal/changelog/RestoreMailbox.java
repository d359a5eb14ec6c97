package dev.millrace.streams.internal.changelog;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Commands for the restoring thread. <i>Thread-safe.</i> */
final class RestoreMailbox {
    private final BlockingQueue<Runnable> commands = new LinkedBlockingQueue<>();

    /** Has {@code command} run by the owner, soon. */
    void post(Runnable command) {
        commands.add(command);
    }

    /** Runs all commands; waits for {@code maxWaitMs} at most if there is none. The owner only. */
    void drain(long maxWaitMs) {
        try {
            Runnable command = commands.poll(maxWaitMs, TimeUnit.MILLISECONDS);
            while (command != null) {
                command.run();
                command = commands.poll();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
