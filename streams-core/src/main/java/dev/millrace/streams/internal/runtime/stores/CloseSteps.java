package dev.millrace.streams.internal.runtime.stores;

import org.jspecify.annotations.Nullable;

/**
 * Runs steps of closing something one after the other, whatever fails, and keeps the first failure for the end.
 * <i>Confined to the caller.</i>
 */
public final class CloseSteps {
    private @Nullable RuntimeException first;

    /** Nothing has failed yet. */
    public CloseSteps() {}

    /** Runs {@code step}; its failure waits for {@link #finish()}. */
    public void run(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException failed) {
            fail(failed);
        }
    }

    /** Counts {@code failed} as the failure of a step. */
    public void fail(RuntimeException failed) {
        if (first == null) {
            first = failed;
        } else if (first != failed) {
            first.addSuppressed(failed);
        }
    }

    /** Throws the first failure, with later ones suppressed in it; returns if there was none. */
    public void finish() {
        if (first != null) {
            throw first;
        }
    }
}
