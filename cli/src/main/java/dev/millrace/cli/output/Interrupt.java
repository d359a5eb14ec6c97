package dev.millrace.cli.output;

import org.jspecify.annotations.Nullable;

/**
 * The wish of a user to end a command that would go on for ever. The command names what to do; the wish may come before
 * that.
 *
 * <p><em>Thread-safe: under the monitor of the object.</em>
 */
public final class Interrupt {
    private @Nullable Runnable reaction;
    private boolean raised;

    /**
     * Names what happens when the wish comes; at once if it has come already.
     *
     * @param newReaction called from another thread; must not block
     */
    public synchronized void onRaise(Runnable newReaction) {
        reaction = newReaction;
        if (raised) {
            newReaction.run();
        }
    }

    /** Forgets what was to happen. */
    public synchronized void clear() {
        reaction = null;
    }

    /**
     * Tells the wish.
     *
     * @return whether a command reacts to it, and will end soon
     */
    public synchronized boolean raise() {
        raised = true;
        if (reaction == null) {
            return false;
        }
        reaction.run();
        return true;
    }
}
