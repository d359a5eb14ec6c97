package dev.millrace.streams.internal.state.buffer;

import java.util.function.Predicate;

/**
 * Which entries of one key are asked for.
 *
 * @param from earliest time, inclusive
 * @param to latest time, inclusive
 * @param belongs leaves out some of those, by the key as held
 */
public record TimeSpan(long from, long to, Predicate<Object> belongs) {
    boolean contains(long time, Object held) {
        return time >= from && time <= to && belongs.test(held);
    }
}
