package dev.millrace.streams.kstream;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.StreamsBuilder;
import dev.millrace.streams.state.SessionStore;
import dev.millrace.streams.state.Stores;
import dev.millrace.streams.state.WindowStore;

/** Programs that add up, for {@link OracleTest} as {@link Programs} are. */
final class AggregatePrograms {
    private static final Duration TEN = Duration.ofMillis(10);
    private static final TimeWindows TUMBLING = TimeWindows.ofSizeWithNoGrace(TEN);
    private static final SessionWindows SESSIONS = SessionWindows.ofInactivityGapWithNoGrace(TEN);

    private final Map<String, Consumer<StreamsBuilder>> programs = new LinkedHashMap<>();

    private AggregatePrograms() {
        windows();
        sessions();
        cogroups();
        tableGroups();
        suppressions();
    }

    static Map<String, Consumer<StreamsBuilder>> all() {
        return new AggregatePrograms().programs;
    }

    private void windows() {
        add("windows, count", b -> rekeyed(b).windowedBy(TUMBLING).count().toStream());
        add("windows, count by name", b -> rekeyed(b).windowedBy(TUMBLING).count(Named.as("count")));
        add(
                "windows, count in a named store",
                b -> rekeyed(b).windowedBy(TUMBLING).count(Materialized.as("counts")));
        add(
                "windows, count by two names",
                b -> rekeyed(b).windowedBy(TUMBLING).count(Named.as("count"), Materialized.as("counts")));
        add(
                "windows, count with formats only",
                b -> rekeyed(b).windowedBy(TUMBLING).count(Materialized.with(Serdes.String(), Serdes.Long())));
        add("windows, count by name with formats only", b -> rekeyed(b)
                .windowedBy(TUMBLING)
                .count(Named.as("count"), Materialized.with(Serdes.String(), Serdes.Long())));
        add("windows, reduce", b -> rekeyed(b).windowedBy(TUMBLING).reduce((one, other) -> one));
        add(
                "windows, reduce by name",
                b -> rekeyed(b).windowedBy(TUMBLING).reduce((one, other) -> one, Named.as("reduce")));
        add(
                "windows, reduce in a named store",
                b -> rekeyed(b).windowedBy(TUMBLING).reduce((one, other) -> one, Materialized.as("reduced")));
        add("windows, reduce with formats only", b -> rekeyed(b)
                .windowedBy(TUMBLING)
                .reduce((one, other) -> one, Materialized.with(Serdes.String(), Serdes.String())));
        add("windows, aggregate", b -> rekeyed(b).windowedBy(TUMBLING).aggregate(() -> "", (k, v, sum) -> sum + v));
        add(
                "windows, aggregate by name",
                b -> rekeyed(b).windowedBy(TUMBLING).aggregate(() -> "", (k, v, sum) -> sum + v, Named.as("sum")));
        add("windows, aggregate with formats only", b -> rekeyed(b)
                .windowedBy(TUMBLING)
                .aggregate(() -> "", (k, v, sum) -> sum + v, Materialized.with(Serdes.String(), Serdes.String())));
        add("windows, aggregate in memory", b -> rekeyed(b)
                .windowedBy(TUMBLING)
                .aggregate(
                        () -> "",
                        (k, v, sum) -> sum + v,
                        Materialized.as(Stores.inMemoryWindowStore("heap", TEN, TEN, false))));
        add("sliding windows", b -> rekeyed(b)
                .windowedBy(SlidingWindows.ofTimeDifferenceWithNoGrace(TEN))
                .count());
        add(
                "unlimited windows",
                b -> rekeyed(b).windowedBy(UnlimitedWindows.of()).count());
        add("windows, on close", b -> rekeyed(b)
                .windowedBy(TUMBLING)
                .emitStrategy(EmitStrategy.onWindowClose())
                .count());
        add("windows, table steps", b -> rekeyed(b)
                .windowedBy(TUMBLING)
                .count(kept("kept"))
                .filter((window, count) -> count > 1)
                .mapValues(count -> "" + count)
                .toStream((window, count) -> window.key())
                .to("out"));
        add("windows and none of one grouping", b -> {
            KGroupedStream<String, String> words =
                    b.<String, String>stream("in").groupBy((k, v) -> v, Grouped.as("by-word"));
            words.windowedBy(TUMBLING).count();
            words.windowedBy(SESSIONS).count();
            words.count();
        });
    }

    private void sessions() {
        add("sessions, count", b -> rekeyed(b).windowedBy(SESSIONS).count().toStream());
        add("sessions, count by name", b -> rekeyed(b).windowedBy(SESSIONS).count(Named.as("count")));
        add(
                "sessions, count in a named store",
                b -> rekeyed(b).windowedBy(SESSIONS).count(Materialized.as("counts")));
        add(
                "sessions, count by two names",
                b -> rekeyed(b).windowedBy(SESSIONS).count(Named.as("count"), Materialized.as("counts")));
        add(
                "sessions, count with formats only",
                b -> rekeyed(b).windowedBy(SESSIONS).count(Materialized.with(Serdes.String(), Serdes.Long())));
        add("sessions, count by name with formats only", b -> rekeyed(b)
                .windowedBy(SESSIONS)
                .count(Named.as("count"), Materialized.with(Serdes.String(), Serdes.Long())));
        add("sessions, reduce", b -> rekeyed(b).windowedBy(SESSIONS).reduce((one, other) -> one));
        add(
                "sessions, reduce by name",
                b -> rekeyed(b).windowedBy(SESSIONS).reduce((one, other) -> one, Named.as("reduce")));
        add("sessions, reduce with formats only", b -> rekeyed(b)
                .windowedBy(SESSIONS)
                .reduce((one, other) -> one, Materialized.with(Serdes.String(), Serdes.String())));
        add("sessions, aggregate", b -> rekeyed(b)
                .windowedBy(SESSIONS)
                .aggregate(() -> "", (k, v, sum) -> sum + v, (k, one, other) -> one + other));
        add("sessions, aggregate by name", b -> rekeyed(b)
                .windowedBy(SESSIONS)
                .aggregate(() -> "", (k, v, sum) -> sum + v, (k, one, other) -> one + other, Named.as("sum")));
        add("sessions, aggregate with formats only", b -> rekeyed(b)
                .windowedBy(SESSIONS)
                .aggregate(
                        () -> "",
                        (k, v, sum) -> sum + v,
                        (k, one, other) -> one + other,
                        Materialized.with(Serdes.String(), Serdes.String())));
        add("sessions, aggregate in memory", b -> rekeyed(b)
                .windowedBy(SESSIONS)
                .aggregate(
                        () -> "",
                        (k, v, sum) -> sum + v,
                        (k, one, other) -> one + other,
                        Materialized.as(Stores.inMemorySessionStore("heap", TEN))));
        add("sessions, on close", b -> rekeyed(b)
                .windowedBy(SESSIONS)
                .emitStrategy(EmitStrategy.onWindowClose())
                .count(Materialized.<String, Long, SessionStore<Bytes, byte[]>>as("counts")
                        .withRetention(Duration.ofDays(1))));
    }

    private void cogroups() {
        add("cogroup of one", b -> byKey(b, "a").cogroup(appending()).aggregate(() -> ""));
        add("cogroup", b -> two(b).aggregate(() -> "").toStream());
        add("cogroup by name", b -> two(b).aggregate(() -> "", Named.as("both")).toStream());
        add("cogroup in a named store", b -> two(b).aggregate(() -> "", Materialized.as("kept"))
                .toStream());
        add("cogroup by two names", b -> two(b).aggregate(() -> "", Named.as("both"), Materialized.as("kept"))
                .toStream());
        add("cogroup of named groups", b -> b.<String, String>stream("a")
                .groupBy((k, v) -> v, Grouped.as("first"))
                .cogroup(appending())
                .cogroup(b.<String, String>stream("b").groupBy((k, v) -> v, Grouped.as("second")), appending())
                .aggregate(() -> "")
                .filter((k, v) -> true)
                .toStream());
        add("cogroup of one group twice", b -> {
            KGroupedStream<String, String> grouped = byKey(b, "a");
            grouped.cogroup(appending()).cogroup(grouped, appending()).aggregate(() -> "");
        });
        add("cogroup, windows", b -> two(b).windowedBy(TUMBLING)
                .aggregate(() -> "", Materialized.as("kept"))
                .toStream());
        add("cogroup, sliding windows", b -> two(b).windowedBy(SlidingWindows.ofTimeDifferenceWithNoGrace(TEN))
                .aggregate(() -> "")
                .toStream());
        add("cogroup, sessions", b -> two(b).windowedBy(SESSIONS)
                .aggregate(() -> "", (k, one, other) -> one + other, Named.as("both"))
                .toStream());
    }

    private void tableGroups() {
        add("table group, count", b -> regrouped(b).count().toStream());
        add(
                "table group, count by name",
                b -> regrouped(b).count(Named.as("count")).toStream());
        add(
                "table group, count in a named store",
                b -> regrouped(b).count(Materialized.as("counts")).toStream());
        add("table group, count by two names", b -> regrouped(b)
                .count(Named.as("count"), Materialized.as("counts"))
                .toStream());
        add("table group, count with formats only", b -> regrouped(b)
                .count(Materialized.with(Serdes.String(), Serdes.Long()))
                .toStream());
        add("table group, reduce", b -> regrouped(b)
                .reduce((one, other) -> one, (one, other) -> one)
                .toStream());
        add("table group, reduce in a named store", b -> regrouped(b)
                .reduce((one, other) -> one, (one, other) -> one, Named.as("reduce"), Materialized.as("reduced"))
                .toStream());
        add("table group, aggregate", b -> regrouped(b)
                .aggregate(() -> "", appending(), appending(), Named.as("sum"))
                .toStream());
        add("table group by name, twice", b -> {
            KGroupedTable<String, String> grouped =
                    b.<String, String>table("in").groupBy((k, v) -> KeyValue.pair(v, v), Grouped.as("by-value"));
            grouped.count();
            grouped.reduce((one, other) -> one, (one, other) -> one).toStream();
        });
        add("table group, twice", b -> {
            KGroupedTable<String, String> grouped = regrouped(b);
            grouped.count();
            grouped.reduce((one, other) -> one, (one, other) -> one).toStream();
        });
        add("table group of steps", b -> b.<String, String>table("in")
                .filter((k, v) -> true)
                .mapValues(v -> v)
                .groupBy((k, v) -> KeyValue.pair(v, v))
                .count());
        add("table group of a stream", b -> b.<String, String>stream("in")
                .toTable()
                .groupBy((k, v) -> KeyValue.pair(v, v))
                .count()
                .filter((k, v) -> true, Materialized.as("kept"))
                .groupBy((k, v) -> KeyValue.pair(k, v))
                .count());
        add("table group of windows", b -> rekeyed(b)
                .windowedBy(TUMBLING)
                .count()
                .groupBy((k, v) -> KeyValue.pair(k.key(), v))
                .count());
    }

    private void suppressions() {
        Suppressed<Windowed<?>> closed = Suppressed.untilWindowCloses(Suppressed.BufferConfig.unbounded());
        add(
                "suppress until windows close",
                b -> rekeyed(b).windowedBy(TUMBLING).count().suppress(closed).toStream());
        add("suppress until windows close by name", b -> rekeyed(b)
                .windowedBy(SESSIONS)
                .count()
                .filter((k, v) -> true)
                .suppress(closed.withName("closed"))
                .filter((k, v) -> true)
                .toStream());
        add("suppress until cogrouped windows close", b -> two(b).windowedBy(TUMBLING)
                .aggregate(() -> "")
                .suppress(closed)
                .toStream());
        add("suppress for some time", b -> b.<String, String>table("in")
                .suppress(Suppressed.untilTimeLimit(TEN, Suppressed.BufferConfig.maxRecords(3)))
                .groupBy((k, v) -> KeyValue.pair(k, v))
                .count());
    }

    private static KGroupedTable<String, String> regrouped(StreamsBuilder builder) {
        return builder.<String, String>table("in").groupBy((k, v) -> KeyValue.pair(v, v));
    }

    private static CogroupedKStream<String, String> two(StreamsBuilder builder) {
        return builder.<String, String>stream("a")
                .groupBy((k, v) -> v)
                .cogroup(appending())
                .cogroup(byKey(builder, "b"), appending());
    }

    private static KGroupedStream<String, String> byKey(StreamsBuilder builder, String topic) {
        return builder.<String, String>stream(topic).groupByKey();
    }

    private static Aggregator<String, String, String> appending() {
        return (key, value, sum) -> sum + value;
    }

    private void add(String name, Consumer<StreamsBuilder> program) {
        programs.put(name, program);
    }

    private static KGroupedStream<String, String> rekeyed(StreamsBuilder builder) {
        return builder.<String, String>stream("in").groupBy((key, value) -> value);
    }

    private static Materialized<String, Long, WindowStore<Bytes, byte[]>> kept(String name) {
        return Materialized.as(name);
    }
}
