package dev.millrace.streams.internal.state.typed;

import dev.millrace.streams.internal.state.buffer.TimeSpan;
import dev.millrace.streams.internal.state.keys.KeyLayout;
import dev.millrace.streams.internal.state.segments.Slice;

/**
 * Which windows or sessions of a key are asked for. <i>Immutable.</i>
 *
 * @param timeFrom earliest window start or session end, inclusive, milliseconds since the epoch
 * @param timeTo latest window start or session end, inclusive
 * @param latestStart latest start of a session, inclusive
 */
record OneKey(long timeFrom, long timeTo, long latestStart) {
    static OneKey windows(long timeFrom, long timeTo) {
        return new OneKey(timeFrom, timeTo, Long.MAX_VALUE);
    }

    static OneKey sessions(long earliestEnd, long latestStart) {
        return new OneKey(earliestEnd, Long.MAX_VALUE, latestStart);
    }

    OneKey notBefore(long time) {
        return time <= timeFrom ? this : new OneKey(time, timeTo, latestStart);
    }

    /** As the buffer is asked. For windows the latest start is no bound. */
    TimeSpan span() {
        return new TimeSpan(timeFrom, timeTo, held -> ((TimedKey) held).other() <= latestStart);
    }

    /** As stored entries are asked for. */
    Slice slice(KeyLayout layout, byte[] key) {
        return new Slice(layout, key, key, timeFrom, timeTo, latestStart);
    }
}
