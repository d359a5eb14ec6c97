package dev.millrace.differential;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

import org.apache.kafka.common.serialization.Serdes;

import dev.millrace.streams.kstream.Branched;
import dev.millrace.streams.kstream.GlobalKTable;
import dev.millrace.streams.kstream.JoinWindows;
import dev.millrace.streams.kstream.Joined;
import dev.millrace.streams.kstream.KStream;
import dev.millrace.streams.kstream.KTable;
import dev.millrace.streams.kstream.Materialized;
import dev.millrace.streams.kstream.Named;
import dev.millrace.streams.kstream.Repartitioned;
import dev.millrace.streams.kstream.StreamJoined;
import dev.millrace.streams.kstream.TableJoined;
import dev.millrace.streams.kstream.ValueTransformerWithKey;
import dev.millrace.streams.processor.ProcessorContext;
import dev.millrace.streams.state.Stores;

/** The part of a random program where streams and tables meet or part. */
final class RandomJoins {
    private static final int MOST = 6;

    private final RandomProgram program;
    private final Random random;
    private final List<GlobalKTable<String, String>> globals = new ArrayList<>();

    RandomJoins(RandomProgram program, Random random) {
        this.program = program;
        this.random = random;
    }

    void extend() {
        KStream<String, String> stream = program.pick(program.streams());
        switch (random.nextInt(9)) {
            case 0 -> split(stream);
            case 1 -> merge(stream);
            case 2, 3 -> joinStream(stream);
            case 4 -> joinGlobal(stream);
            case 5 -> joinTable(stream);
            case 6 -> joinTables(table());
            case 7 -> joinForeign(table());
            default -> change(stream);
        }
    }

    private KTable<String, String> table() {
        if (!program.tables().isEmpty() && (program.tables().size() >= MOST || random.nextInt(3) != 0)) {
            return program.pick(program.tables());
        }
        String topic = program.input();
        KTable<String, String> table = random.nextInt(3) == 0
                ? program.builder()
                        .table(
                                topic,
                                Materialized.<String, String>as(Stores.persistentVersionedKeyValueStore(
                                        program.name("versions"), Duration.ofMillis(700))))
                : program.builder().table(topic);
        program.tables().add(table);
        return table;
    }

    private void split(KStream<String, String> stream) {
        boolean named = random.nextBoolean();
        var branches = (named ? stream.split(Named.as(program.name("split-"))) : stream.split())
                .branch((key, value) -> "a".equals(key), named ? Branched.as("a") : Branched.<String, String>as("-as"))
                .branch((key, value) -> value == null);
        var all = random.nextBoolean() ? branches.defaultBranch() : branches.noDefaultBranch();
        program.streams().addAll(new TreeMap<>(all).values());
    }

    private void merge(KStream<String, String> stream) {
        KStream<String, String> other = program.pick(program.streams());
        program.streams()
                .add(random.nextBoolean() ? stream.merge(other) : stream.merge(other, Named.as(program.name("merge"))));
    }

    private void change(KStream<String, String> stream) {
        switch (random.nextInt(3)) {
            case 0 -> program.streams().add(stream.repartition());
            case 1 -> program.streams().add(stream.repartition(Repartitioned.as(program.name("again"))));
            default ->
                program.tables()
                        .add(
                                random.nextBoolean()
                                        ? table().transformValues(Twice::new)
                                        : table().transformValues(Twice::new, program.materialized()));
        }
    }

    @SuppressWarnings("deprecation")
    private JoinWindows windows() {
        Duration difference = Duration.ofMillis(50L * random.nextInt(6));
        JoinWindows windows = random.nextInt(5) == 0
                ? JoinWindows.of(difference)
                : JoinWindows.ofTimeDifferenceAndGrace(difference, Duration.ofMillis(100L * random.nextInt(4)));
        return switch (random.nextInt(4)) {
            case 0 -> windows.before(Duration.ofMillis(30));
            case 1 -> windows.after(Duration.ofMillis(30));
            default -> windows;
        };
    }

    private StreamJoined<String, String, String> streamJoined() {
        StreamJoined<String, String, String> joined =
                StreamJoined.with(Serdes.String(), Serdes.String(), Serdes.String());
        return switch (random.nextInt(4)) {
            case 0 -> joined.withName(program.name("join"));
            case 1 -> joined.withStoreName(program.name("room"));
            case 2 -> joined.withName(program.name("join")).withStoreName(program.name("room"));
            default -> joined.withLoggingDisabled();
        };
    }

    private void joinStream(KStream<String, String> stream) {
        KStream<String, String> other = random.nextInt(5) == 0 ? stream : program.pick(program.streams());
        boolean options = random.nextBoolean();
        program.streams()
                .add(
                        switch (random.nextInt(4)) {
                            case 0 ->
                                options
                                        ? stream.join(other, (one, two) -> one + "+" + two, windows(), streamJoined())
                                        : stream.join(other, (one, two) -> one + "+" + two, windows());
                            case 1 ->
                                options
                                        ? stream.leftJoin(
                                                other,
                                                (key, one, two) -> key + one + "+" + two,
                                                windows(),
                                                streamJoined())
                                        : stream.leftJoin(other, (key, one, two) -> key + one + "+" + two, windows());
                            default ->
                                options
                                        ? stream.outerJoin(
                                                other, (one, two) -> one + "+" + two, windows(), streamJoined())
                                        : stream.outerJoin(other, (one, two) -> one + "+" + two, windows());
                        });
    }

    private void joinGlobal(KStream<String, String> stream) {
        if (globals.isEmpty() || globals.size() < 2 && random.nextBoolean()) {
            String topic = program.input();
            globals.add(
                    random.nextBoolean()
                            ? program.builder().globalTable(topic)
                            : program.builder().globalTable(topic, Materialized.as(program.name("everywhere"))));
        }
        GlobalKTable<String, String> table = program.pick(globals);
        program.streams()
                .add(
                        random.nextBoolean()
                                ? stream.join(table, (key, value) -> key, (one, two) -> one + "&" + two)
                                : stream.leftJoin(
                                        table,
                                        (key, value) -> "xx".equals(value) ? null : "b",
                                        (key, one, two) -> key + one + "&" + two,
                                        Named.as(program.name("global"))));
    }

    private void joinTable(KStream<String, String> stream) {
        KTable<String, String> table = table();
        Joined<String, String, String> joined =
                Joined.with(Serdes.String(), Serdes.String(), Serdes.String(), program.name("enrich"));
        program.streams()
                .add(
                        switch (random.nextInt(4)) {
                            case 0 -> stream.join(table, (one, two) -> one + "*" + two);
                            case 1 -> stream.leftJoin(table, (one, two) -> one + "*" + two);
                            case 2 -> stream.join(table, (key, one, two) -> key + one + "*" + two, joined);
                            default -> stream.leftJoin(table, (key, one, two) -> key + one + "*" + two, joined);
                        });
    }

    private void joinTables(KTable<String, String> table) {
        KTable<String, String> other = table();
        program.tables()
                .add(
                        switch (random.nextInt(5)) {
                            case 0 -> table.join(other, (one, two) -> one + "/" + two);
                            case 1 ->
                                table.leftJoin(other, (one, two) -> one + "/" + two, Named.as(program.name("left")));
                            case 2 -> table.outerJoin(other, (one, two) -> one + "/" + two);
                            case 3 -> table.outerJoin(other, (one, two) -> one + "/" + two, program.materialized());
                            default ->
                                table.leftJoin(
                                        other,
                                        (one, two) -> one + "/" + two,
                                        Named.as(program.name("left")),
                                        program.materialized());
                        });
    }

    private void joinForeign(KTable<String, String> table) {
        KTable<String, String> other = table();
        program.tables()
                .add(
                        switch (random.nextInt(4)) {
                            case 0 -> table.join(other, RandomJoins::foreignKey, (one, two) -> one + ">" + two);
                            case 1 -> table.leftJoin(other, RandomJoins::foreignKey, (one, two) -> one + ">" + two);
                            case 2 ->
                                table.join(
                                        other,
                                        (key, value) -> foreignKey(value),
                                        (one, two) -> one + ">" + two,
                                        TableJoined.as(program.name("foreign")));
                            default ->
                                table.leftJoin(
                                        other,
                                        (key, value) -> foreignKey(value),
                                        (one, two) -> one + ">" + two,
                                        TableJoined.as(program.name("foreign")),
                                        program.materialized());
                        });
    }

    private static String foreignKey(String value) {
        return switch (value.length() % 5) {
            case 0 -> null;
            case 1 -> "a";
            case 2 -> "b";
            default -> "c";
        };
    }

    /** Says everything twice. */
    private static final class Twice implements ValueTransformerWithKey<String, String, String> {
        @Override
        public void init(ProcessorContext context) {
            // Needs nothing.
        }

        @Override
        public String transform(String key, String value) {
            return value == null ? null : value + value;
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
