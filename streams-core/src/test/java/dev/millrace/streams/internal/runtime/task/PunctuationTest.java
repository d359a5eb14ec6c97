package dev.millrace.streams.internal.runtime.task;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.millrace.streams.processor.Cancellable;
import dev.millrace.streams.processor.PunctuationType;
import dev.millrace.streams.processor.api.ContextualProcessor;
import dev.millrace.streams.processor.api.ProcessorContext;
import dev.millrace.streams.processor.api.Record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Times of calls were taken from Kafka Streams 4.3.1. */
class PunctuationTest {
    private final TaskFixture fixture;
    private final List<Long> calls = new ArrayList<>();

    PunctuationTest(@TempDir Path stateDir) {
        fixture = new TaskFixture(stateDir);
    }

    @Test
    void streamTimeFiresWithFirstRecordAndThenAtMultiplesOfTheInterval() {
        start(context -> context.schedule(Duration.ofMillis(10), PunctuationType.STREAM_TIME, calls::add));

        feed(5, 12, 57, 58, 60);

        assertThat(calls).containsExactly(5L, 12L, 57L, 60L);
    }

    @Test
    void streamTimeStandsStillWithoutRecords() {
        start(context -> context.schedule(Duration.ofMillis(10), PunctuationType.STREAM_TIME, calls::add));

        assertThat(fixture.built().punctuateStreamTime(0)).isFalse();
        assertThat(calls).isEmpty();
    }

    @Test
    void wallClockFiresOneIntervalFromNow() {
        long startMs = fixture.time.milliseconds();
        start(context -> context.schedule(Duration.ofMillis(10), PunctuationType.WALL_CLOCK_TIME, calls::add));

        advance(9, 1, 45, 5);

        assertThat(calls).containsExactly(startMs + 10, startMs + 55, startMs + 60);
    }

    @ParameterizedTest
    @CsvSource({
        "503, 990 998 1003 1013 1040 1049 1053",
        "995, 998 1005 1040 1049",
        "1000, 1000 1010 1040 1050",
        "1003, 1003 1013 1040 1049 1053",
        "1057, ''"
    })
    void streamTimeKeepsToItsStart(long startMs, String expected) {
        start(context -> context.schedule(
                Instant.ofEpochMilli(startMs), Duration.ofMillis(10), PunctuationType.STREAM_TIME, calls::add));

        feed(990, 998, 1000, 1002, 1003, 1005, 1010, 1013, 1040, 1049, 1050, 1053);

        assertThat(calls.stream().map(Object::toString).toList())
                .isEqualTo(expected.isEmpty() ? List.of() : List.of(expected.split(" ")));
    }

    @ParameterizedTest
    @CsvSource({"-1000, 10", "-497, 3 13", "-5, 5", "0, 1 10", "3, 3 13", "57, ''"})
    void wallClockKeepsToItsStart(long fromNowMs, String expected) {
        long nowMs = fixture.time.milliseconds();
        start(context -> context.schedule(
                Instant.ofEpochMilli(nowMs + fromNowMs),
                Duration.ofMillis(10),
                PunctuationType.WALL_CLOCK_TIME,
                calls::add));

        advance(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);

        assertThat(calls.stream().map(time -> Long.toString(time - nowMs)).toList())
                .isEqualTo(expected.isEmpty() ? List.of() : List.of(expected.split(" ")));
    }

    @Test
    void cancelledScheduleIsNotCalledAgain() {
        List<Cancellable> handles = new ArrayList<>();
        start(context -> handles.add(context.schedule(Duration.ofMillis(10), PunctuationType.STREAM_TIME, time -> {
            calls.add(time);
            handles.get(0).cancel();
        })));

        feed(5, 50, 500);

        assertThat(calls).containsExactly(5L);
    }

    @Test
    void hasNoInputRecord() {
        List<String> seen = new ArrayList<>();
        start(context -> context.schedule(
                Duration.ofMillis(10),
                PunctuationType.STREAM_TIME,
                time -> seen.add(context.recordMetadata()
                        .map(from -> from.topic() + " " + from.partition() + " " + from.offset())
                        .orElse("nothing"))));

        feed(5);

        assertThat(seen).containsExactly("null -1 -1");
    }

    @Test
    void forwardsDownstreamAndNeedsCommit() {
        start(context -> context.schedule(
                Duration.ofMillis(10),
                PunctuationType.WALL_CLOCK_TIME,
                time -> context.forward(new Record<>("tick", "tock", 7))));

        advance(10);

        assertThat(fixture.sent()).containsExactly("out:tick=tock@7");
        assertThat(fixture.built().commitNeeded()).isTrue();
    }

    @Test
    void refusesIntervalsBelowOneMillisecond() {
        assertThatThrownBy(() -> start(context ->
                        context.schedule(Duration.ofNanos(999_999), PunctuationType.STREAM_TIME, calls::add)))
                .hasCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesStartBeforeTheEpoch() {
        assertThatThrownBy(() -> start(context -> context.schedule(
                        Instant.ofEpochMilli(-1), Duration.ofMillis(1), PunctuationType.STREAM_TIME, calls::add)))
                .hasCauseInstanceOf(IllegalArgumentException.class);
    }

    private void start(Consumer<ProcessorContext<String, String>> init) {
        fixture.pipe(() -> new ContextualProcessor<>() {
                    @Override
                    public void init(ProcessorContext<String, String> context) {
                        init.accept(context);
                    }

                    @Override
                    public void process(Record<String, String> record) {
                        // These tests look at schedules alone.
                    }
                })
                .started();
    }

    private void feed(long... times) {
        for (long time : times) {
            fixture.feed("k", "v", time);
            fixture.built().punctuateStreamTime(fixture.time.milliseconds());
        }
    }

    private void advance(long... steps) {
        for (long step : steps) {
            fixture.time.sleep(step);
            fixture.built().punctuateWallClock(fixture.time.milliseconds());
        }
    }
}
