package dev.millrace.differential.drawn;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.common.serialization.Serdes;

import dev.millrace.streams.kstream.GlobalKTable;
import dev.millrace.streams.kstream.JoinWindows;
import dev.millrace.streams.kstream.Joined;
import dev.millrace.streams.kstream.KStream;
import dev.millrace.streams.kstream.KTable;
import dev.millrace.streams.kstream.Materialized;
import dev.millrace.streams.kstream.Named;
import dev.millrace.streams.kstream.StreamJoined;
import dev.millrace.streams.kstream.TableJoined;

/** Steps where streams and tables meet. */
final class JoinSteps {
    private final Pool pool;
    private final List<GlobalKTable<String, String>> globals = new ArrayList<>();

    JoinSteps(Pool pool) {
        this.pool = pool;
    }

    /** Two streams, or one with itself. */
    void streams(Choices choices) {
        KStream<String, String> stream = pool.stream(choices);
        KStream<String, String> other = choices.oneIn(4) ? stream : pool.stream(choices);
        JoinWindows windows = windows(choices);
        boolean options = choices.flip();
        pool.streams.add(
                switch (choices.below(3)) {
                    case 0 ->
                        options
                                ? stream.join(other, (one, two) -> one + "+" + two, windows, streamJoined(choices))
                                : stream.join(other, (one, two) -> one + "+" + two, windows);
                    case 1 ->
                        options
                                ? stream.leftJoin(
                                        other, (key, one, two) -> key + one + "+" + two, windows, streamJoined(choices))
                                : stream.leftJoin(other, (key, one, two) -> key + one + "+" + two, windows);
                    default ->
                        options
                                ? stream.outerJoin(other, (one, two) -> one + "+" + two, windows, streamJoined(choices))
                                : stream.outerJoin(other, (one, two) -> one + "+" + two, windows);
                });
    }

    @SuppressWarnings("deprecation")
    private static JoinWindows windows(Choices choices) {
        Duration difference = Duration.ofMillis(50L * choices.below(6));
        JoinWindows windows = choices.oneIn(5)
                ? JoinWindows.of(difference)
                : JoinWindows.ofTimeDifferenceAndGrace(difference, Duration.ofMillis(100L * choices.below(4)));
        return switch (choices.below(4)) {
            case 1 -> windows.before(Duration.ofMillis(30));
            case 2 -> windows.after(Duration.ofMillis(30));
            default -> windows;
        };
    }

    private StreamJoined<String, String, String> streamJoined(Choices choices) {
        StreamJoined<String, String, String> joined =
                StreamJoined.with(Serdes.String(), Serdes.String(), Serdes.String());
        return switch (choices.below(5)) {
            case 0 -> joined.withName(pool.name("join"));
            case 1 -> joined.withStoreName(pool.name("room"));
            case 2 -> joined.withName(pool.name("join")).withStoreName(pool.name("room"));
            case 3 -> joined.withLoggingDisabled();
            default -> joined;
        };
    }

    void globalTable(Choices choices) {
        if (globals.isEmpty() || globals.size() < 2 && choices.flip()) {
            String topic = pool.input();
            globals.add(
                    choices.flip()
                            ? pool.builder.globalTable(topic)
                            : pool.builder.globalTable(topic, Materialized.as(pool.name("everywhere"))));
        }
        GlobalKTable<String, String> table = choices.of(globals);
        KStream<String, String> stream = pool.stream(choices);
        pool.streams.add(
                switch (choices.below(3)) {
                    case 0 -> stream.join(table, (key, value) -> key, (one, two) -> one + "&" + two);
                    case 1 ->
                        stream.join(
                                table,
                                (key, value) -> value == null ? key : "c",
                                (key, one, two) -> key + one + "&" + two,
                                Named.as(pool.name("global")));
                    default ->
                        stream.leftJoin(
                                table,
                                (key, value) -> "xx".equals(value) ? null : "b",
                                (key, one, two) -> key + one + "&" + two,
                                Named.as(pool.name("global")));
                });
    }

    void streamWithTable(Choices choices) {
        KStream<String, String> stream = pool.stream(choices);
        KTable<String, String> table = pool.table(choices);
        Joined<String, String, String> joined =
                Joined.with(Serdes.String(), Serdes.String(), Serdes.String(), pool.name("enrich"));
        pool.streams.add(
                switch (choices.below(4)) {
                    case 0 -> stream.join(table, (one, two) -> one + "*" + two);
                    case 1 -> stream.leftJoin(table, (one, two) -> one + "*" + two);
                    case 2 -> stream.join(table, (key, one, two) -> key + one + "*" + two, joined);
                    default -> stream.leftJoin(table, (key, one, two) -> key + one + "*" + two, joined);
                });
    }

    /** Several joins and groupings of one stream with new keys, which may share what places it. */
    void fanOut(Choices choices) {
        KStream<String, String> keyed = pool.stream(choices).selectKey((key, value) -> value);
        KStream<String, String> stream = choices.flip() ? keyed : keyed.mapValues(value -> value + "'");
        KTable<String, String> table = pool.table(choices);
        KStream<String, String> other = pool.stream(choices);
        JoinWindows windows = JoinWindows.ofTimeDifferenceWithNoGrace(Duration.ofMillis(40));
        for (int more = 2 + choices.below(3); more > 0; more--) {
            pool.streams.add(
                    switch (choices.below(5)) {
                        case 0 -> stream.join(table, (one, two) -> one + "<" + two);
                        case 1 ->
                            stream.join(
                                    table,
                                    (one, two) -> one + "<" + two,
                                    Joined.<String, String, String>as(pool.name("fan")));
                        case 2 -> stream.join(other, (one, two) -> one + "<" + two, windows);
                        case 3 -> other.leftJoin(stream, (one, two) -> one + "<" + two, windows);
                        default -> stream.groupByKey().count().toStream().mapValues(count -> "" + count);
                    });
        }
    }

    /** Records wait until rows of their time should have come. */
    void streamWithHistory(Choices choices) {
        KStream<String, String> stream = pool.stream(choices);
        KTable<String, String> table = pool.builder.table(pool.input(), Versions.store(pool));
        KTable<String, String> seen = choices.flip() ? table : table.filter((key, value) -> !"yy".equals(value));
        Joined<String, String, String> patient = Joined.<String, String, String>with(
                        Serdes.String(), Serdes.String(), Serdes.String())
                .withGracePeriod(choices.of(
                        List.of(Duration.ZERO, Duration.ofMillis(25), Duration.ofMillis(120), Versions.HISTORY)));
        Joined<String, String, String> joined = choices.flip() ? patient : patient.withName(pool.name("patient"));
        // Kafka Streams fails at a record without key when a left join waits.
        pool.streams.add(
                choices.flip()
                        ? stream.join(seen, (one, two) -> one + "~" + two, joined)
                        : stream.filter((key, value) -> key != null)
                                .leftJoin(seen, (key, one, two) -> key + one + "~" + two, joined));
    }

    void tables(Choices choices) {
        KTable<String, String> table = pool.table(choices);
        KTable<String, String> other = pool.table(choices);
        pool.tables.add(
                switch (choices.below(6)) {
                    case 0 -> table.join(other, (one, two) -> one + "/" + two);
                    case 1 -> table.leftJoin(other, (one, two) -> one + "/" + two, Named.as(pool.name("left")));
                    case 2 -> table.outerJoin(other, (one, two) -> one + "/" + two);
                    case 3 -> table.outerJoin(other, (one, two) -> one + "/" + two, pool.rows(choices));
                    case 4 -> table.join(other, (one, two) -> one + "/" + two, pool.rows(choices));
                    default ->
                        table.leftJoin(
                                other, (one, two) -> one + "/" + two, Named.as(pool.name("left")), pool.rows(choices));
                });
    }

    void foreignKey(Choices choices) {
        KTable<String, String> table = pool.table(choices);
        KTable<String, String> other = pool.table(choices);
        pool.tables.add(
                switch (choices.below(5)) {
                    case 0 -> table.join(other, JoinSteps::otherKey, (one, two) -> one + ">" + two);
                    case 1 -> table.leftJoin(other, JoinSteps::otherKey, (one, two) -> one + ">" + two);
                    case 2 ->
                        table.join(
                                other,
                                (key, value) -> "d".equals(key) ? null : otherKey(value),
                                (one, two) -> one + ">" + two,
                                TableJoined.as(pool.name("foreign")));
                    case 3 -> table.join(other, JoinSteps::otherKey, (one, two) -> one + ">" + two, pool.rows(choices));
                    default ->
                        table.leftJoin(
                                other,
                                (key, value) -> otherKey(value),
                                (one, two) -> one + ">" + two,
                                TableJoined.as(pool.name("foreign")),
                                pool.rows(choices));
                });
    }

    private static String otherKey(String value) {
        return switch (value.length() % 5) {
            case 0 -> null;
            case 1 -> "a";
            case 2 -> "b";
            default -> "c";
        };
    }
}
