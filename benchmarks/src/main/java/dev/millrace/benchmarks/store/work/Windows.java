package dev.millrace.benchmarks.store.work;

import dev.millrace.streams.kstream.Window;

/**
 * Makes windows of a session.
 *
 * <p><em>Immutable.</em>
 */
final class Windows {

    Window of(long startMs, long endMs) {
        return new Session(startMs, endMs);
    }

    private static final class Session extends Window {

        Session(long startMs, long endMs) {
            super(startMs, endMs);
        }

        @Override
        public boolean overlap(Window other) {
            return start() <= other.end() && other.start() <= end();
        }
    }
}
