package dev.millrace.streams.internal.runtime.app;

import java.util.Set;

/**
 * Where an instance is in its life; the names are those of the public state.
 *
 * <pre>
 * CREATED -&gt; REBALANCING &lt;-&gt; RUNNING
 *    |           |  |           |  |
 *    |           |  +-----------+--+-&gt; PENDING_ERROR -&gt; ERROR
 *    +-----------+-------------&gt; PENDING_SHUTDOWN -&gt; NOT_RUNNING
 * </pre>
 */
public enum InstanceState {
    /** Not started. */
    CREATED,
    /** Joining the group, or restoring tasks. */
    REBALANCING,
    /** All tasks run. */
    RUNNING,
    /** Closing, because it was asked to. */
    PENDING_SHUTDOWN,
    /** Closed. */
    NOT_RUNNING,
    /** Closing, because of an error. */
    PENDING_ERROR,
    /** Closed after an error. */
    ERROR;

    /** Whether it may become {@code next}. */
    public boolean isValidTransition(InstanceState next) {
        return switch (this) {
            case CREATED -> Set.of(REBALANCING, PENDING_SHUTDOWN).contains(next);
            case REBALANCING -> Set.of(RUNNING, PENDING_SHUTDOWN, PENDING_ERROR).contains(next);
            case RUNNING ->
                Set.of(REBALANCING, RUNNING, PENDING_SHUTDOWN, PENDING_ERROR).contains(next);
            case PENDING_SHUTDOWN -> next == NOT_RUNNING;
            case PENDING_ERROR -> next == ERROR;
            case NOT_RUNNING, ERROR -> false;
        };
    }

    /** Whether tasks may be running. */
    public boolean isRunningOrRebalancing() {
        return this == RUNNING || this == REBALANCING;
    }

    /** Whether it is closing. */
    public boolean isShuttingDown() {
        return this == PENDING_SHUTDOWN || this == PENDING_ERROR;
    }

    /** Whether it is closed. */
    public boolean hasCompletedShutdown() {
        return this == NOT_RUNNING || this == ERROR;
    }
}
