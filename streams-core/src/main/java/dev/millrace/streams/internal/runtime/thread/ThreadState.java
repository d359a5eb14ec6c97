package dev.millrace.streams.internal.runtime.thread;

import java.util.Optional;

/**
 * Where a stream thread is in its life; each state says what an event makes of it.
 *
 * <pre>
 * Created -&gt; Joining -&gt; Assigned &lt;-&gt; Running
 *                          ^  \         |
 *                          |   Revoked &lt;+        any of them -&gt; Stopping -&gt; Dead
 * </pre>
 *
 * <p><i>Immutable.</i>
 */
public sealed interface ThreadState {
    /** The thread subscribes to its input topics. */
    default ThreadState started() {
        return this;
    }

    /** Partitions were taken away. */
    default ThreadState revoked() {
        return this;
    }

    /** A rebalance is over; new tasks may have to be restored. */
    default ThreadState assigned() {
        return this;
    }

    /** Every task runs. */
    default ThreadState allTasksRun() {
        return this;
    }

    /** The thread was told to stop, or failed with {@code cause}. */
    default ThreadState stopped(Optional<Throwable> cause) {
        return new Stopping(cause);
    }

    /** Its tasks and clients are closed. */
    default ThreadState closed() {
        return this;
    }

    /** Not started. */
    record Created() implements ThreadState {
        @Override
        public ThreadState started() {
            return new Joining();
        }
    }

    /** On its way into the group. */
    record Joining() implements ThreadState {
        @Override
        public ThreadState revoked() {
            return new Revoked();
        }

        @Override
        public ThreadState assigned() {
            return new Assigned();
        }
    }

    /** Some partitions were taken away, and the group is not settled. */
    record Revoked() implements ThreadState {
        @Override
        public ThreadState assigned() {
            return new Assigned();
        }
    }

    /** The group is settled; some tasks may not run yet. */
    record Assigned() implements ThreadState {
        @Override
        public ThreadState revoked() {
            return new Revoked();
        }

        @Override
        public ThreadState allTasksRun() {
            return new Running();
        }
    }

    /** All tasks run. */
    record Running() implements ThreadState {
        @Override
        public ThreadState revoked() {
            return new Revoked();
        }

        @Override
        public ThreadState assigned() {
            return new Assigned();
        }
    }

    /**
     * Closing its tasks and clients.
     *
     * @param cause why, if it failed: then its tasks are closed without a commit
     */
    record Stopping(Optional<Throwable> cause) implements ThreadState {
        @Override
        public ThreadState stopped(Optional<Throwable> another) {
            return cause.isEmpty() ? new Stopping(another) : this;
        }

        @Override
        public ThreadState closed() {
            return new Dead(cause);
        }
    }

    /**
     * Nothing is left.
     *
     * @param cause the failure that ended it, if one did
     */
    record Dead(Optional<Throwable> cause) implements ThreadState {
        @Override
        public ThreadState stopped(Optional<Throwable> another) {
            return this;
        }
    }
}
