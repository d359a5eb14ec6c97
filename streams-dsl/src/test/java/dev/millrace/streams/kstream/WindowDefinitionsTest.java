package dev.millrace.streams.kstream;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What windows can be defined, and which they are, as in Kafka Streams. */
class WindowDefinitionsTest {
    private static final Duration TEN = Duration.ofMillis(10);

    /** Null for none; also too short, and too long. */
    static Stream<@Nullable Duration> lengths() {
        return Stream.of(
                null,
                Duration.ofSeconds(Long.MAX_VALUE),
                Duration.ofMillis(-1),
                Duration.ZERO,
                Duration.ofMillis(3),
                TEN,
                Duration.ofMillis(11));
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void timeWindowsAreMadeOfTheSameLengths(@Nullable Duration length) {
        same(
                () -> TimeWindows.ofSizeWithNoGrace(length),
                () -> org.apache.kafka.streams.kstream.TimeWindows.ofSizeWithNoGrace(length));
        same(
                () -> TimeWindows.ofSizeAndGrace(TEN, length),
                () -> org.apache.kafka.streams.kstream.TimeWindows.ofSizeAndGrace(TEN, length));
        same(
                () -> TimeWindows.ofSizeWithNoGrace(TEN).advanceBy(length),
                () -> org.apache.kafka.streams.kstream.TimeWindows.ofSizeWithNoGrace(TEN)
                        .advanceBy(length));
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void slidingWindowsAreMadeOfTheSameLengths(@Nullable Duration length) {
        same(
                () -> SlidingWindows.ofTimeDifferenceWithNoGrace(length),
                () -> org.apache.kafka.streams.kstream.SlidingWindows.ofTimeDifferenceWithNoGrace(length));
        same(
                () -> SlidingWindows.ofTimeDifferenceAndGrace(TEN, length),
                () -> org.apache.kafka.streams.kstream.SlidingWindows.ofTimeDifferenceAndGrace(TEN, length));
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void sessionsAreMadeOfTheSameLengths(@Nullable Duration length) {
        same(
                () -> SessionWindows.ofInactivityGapWithNoGrace(length),
                () -> org.apache.kafka.streams.kstream.SessionWindows.ofInactivityGapWithNoGrace(length));
        same(
                () -> SessionWindows.ofInactivityGapAndGrace(TEN, length),
                () -> org.apache.kafka.streams.kstream.SessionWindows.ofInactivityGapAndGrace(TEN, length));
    }

    @Test
    void unlimitedWindowsBeginAtTheSameMoments() {
        List<@Nullable Instant> moments = new ArrayList<>(List.of(Instant.MAX, Instant.EPOCH, Instant.ofEpochMilli(7)));
        moments.add(Instant.ofEpochMilli(-1));
        moments.add(null);
        for (Instant moment : moments) {
            same(
                    () -> UnlimitedWindows.of().startOn(moment),
                    () -> org.apache.kafka.streams.kstream.UnlimitedWindows.of().startOn(moment));
        }
    }

    @Test
    void timeBelongsToTheSameWindows() {
        TimeWindows hopping = TimeWindows.ofSizeWithNoGrace(TEN).advanceBy(Duration.ofMillis(3));
        org.apache.kafka.streams.kstream.TimeWindows oracle =
                org.apache.kafka.streams.kstream.TimeWindows.ofSizeWithNoGrace(TEN)
                        .advanceBy(Duration.ofMillis(3));
        for (long timestamp = -1; timestamp < 40; timestamp++) {
            assertThat(hopping.windowsFor(timestamp))
                    .hasToString(oracle.windowsFor(timestamp).toString());
        }
        UnlimitedWindows unlimited = UnlimitedWindows.of().startOn(Instant.ofEpochMilli(5));
        assertThat(unlimited.windowsFor(4)).isEmpty();
        assertThat(unlimited.windowsFor(5)).hasToString("{5=Window{startMs=5, endMs=9223372036854775807}}");
    }

    @Test
    void definitionsOfTheSameWindowsAreEqual() {
        List<Supplier<Object>> definitions = List.of(
                () -> TimeWindows.ofSizeWithNoGrace(TEN),
                () -> TimeWindows.ofSizeWithNoGrace(TEN).advanceBy(Duration.ofMillis(3)),
                () -> TimeWindows.ofSizeAndGrace(TEN, TEN),
                () -> SlidingWindows.ofTimeDifferenceWithNoGrace(TEN),
                () -> SlidingWindows.ofTimeDifferenceAndGrace(TEN, TEN),
                () -> SessionWindows.ofInactivityGapWithNoGrace(TEN),
                () -> SessionWindows.ofInactivityGapAndGrace(TEN, TEN),
                () -> UnlimitedWindows.of(),
                () -> UnlimitedWindows.of().startOn(Instant.ofEpochMilli(1)));
        for (Supplier<Object> one : definitions) {
            for (Supplier<Object> other : definitions) {
                assertThat(one.get().equals(other.get())).isEqualTo(one == other);
            }
        }
    }

    private static void same(Supplier<Object> ours, Supplier<Object> oracle) {
        assertThat(outcome(ours, Object::toString)).isEqualTo(outcome(oracle, Object::toString));
        assertThat(outcome(ours, Object::hashCode)).isEqualTo(outcome(oracle, Object::hashCode));
    }

    private static Object outcome(Supplier<Object> definition, Function<Object, Object> view) {
        try {
            return view.apply(definition.get());
        } catch (RuntimeException e) {
            return e.getClass();
        }
    }
}
