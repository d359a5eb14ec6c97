package dev.millrace.streams.internal.dsl.option;

import dev.millrace.streams.kstream.JoinWindows;

/**
 * What a {@link JoinWindows} says. <i>Immutable.</i>
 *
 * @param waits whether what has no partner waits until none can come
 */
public record JoinWindowOptions(long beforeMs, long afterMs, long graceMs, boolean waits) {
    private static final class Reading extends JoinWindows {
        private Reading(JoinWindows windows) {
            super(windows);
        }

        private JoinWindowOptions options() {
            return new JoinWindowOptions(beforeMs, afterMs, gracePeriodMs(), enableSpuriousResultFix);
        }
    }

    /** Reads {@code windows}. */
    public static JoinWindowOptions of(JoinWindows windows) {
        return new Reading(windows).options();
    }

    /** Length of the window. */
    public long sizeMs() {
        return beforeMs + afterMs;
    }

    /** How long records have to be kept. */
    public long retentionMs() {
        return sizeMs() + graceMs;
    }
}
