package dev.millrace.differential;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Supplier;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.kstream.Windowed;
import dev.millrace.streams.kstream.internals.SessionWindow;
import dev.millrace.streams.processor.PunctuationType;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.processor.StateStoreContext;
import dev.millrace.streams.processor.TaskId;
import dev.millrace.streams.processor.To;
import dev.millrace.streams.processor.api.MockProcessorContext;
import dev.millrace.streams.processor.api.Record;
import dev.millrace.streams.state.KeyValueStore;
import dev.millrace.streams.state.SessionStore;
import dev.millrace.streams.state.StoreBuilder;
import dev.millrace.streams.state.Stores;
import dev.millrace.streams.state.TimestampedKeyValueStore;
import dev.millrace.streams.state.TimestampedWindowStore;
import dev.millrace.streams.state.ValueAndTimestamp;
import dev.millrace.streams.state.VersionedKeyValueStore;
import dev.millrace.streams.state.WindowStore;

/**
 * Stores of every kind in a context for tests of one processor, what the contexts refuse, and what they keep. Compiled
 * for Kafka Streams too, with other imports, so that both can be compared.
 */
@SuppressWarnings("deprecation")
public final class MockContextPrograms implements BiFunction<String, Path, List<String>> {
    private static final Serde<String> TEXT = Serdes.String();
    private static final Duration KEPT = Duration.ofSeconds(10);
    private static final Duration SIZE = Duration.ofSeconds(1);

    private final Map<String, BiConsumer<Path, List<String>>> programs = new TreeMap<>();

    /** All programs. */
    public MockContextPrograms() {
        builders().keySet().forEach(kind -> {
            programs.put(kind, (path, words) -> inContext(kind, path, words));
            programs.put(kind + ", opened again", (path, words) -> openedAgain(kind, path, words));
        });
        programs.put("constructed from nothing", (path, words) -> constructed(words));
        programs.put("former keeps", (path, words) -> formerKeeps(words));
        programs.put("former refuses", (path, words) -> formerRefuses(words));
        programs.put("keeps", (path, words) -> keeps(words));
        programs.put("measures", (path, words) -> measures(words));
        programs.put("refuses", (path, words) -> refuses(words));
        programs.put("settings", MockContextPrograms::settings);
        programs.put("store context", MockContextPrograms::storeContext);
        programs.put("too late", (path, words) -> tooLate(words));
    }

    /** Their names. */
    public List<String> names() {
        return List.copyOf(programs.keySet());
    }

    @Override
    public List<String> apply(String name, Path directory) {
        List<String> words = new ArrayList<>();
        programs.get(name).accept(directory, words);
        return words;
    }

    private static Map<String, Supplier<StoreBuilder<?>>> builders() {
        Map<String, Supplier<StoreBuilder<?>>> all = new TreeMap<>();
        all.put("rows in heap", () -> Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore("s"), TEXT, TEXT));
        all.put("rows on disk", () -> Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore("s"), TEXT, TEXT));
        all.put("rows, few", () -> Stores.keyValueStoreBuilder(Stores.lruMap("s", 2), TEXT, TEXT));
        all.put("default serdes", () -> Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore("s"), null, null));
        all.put(
                "stamped rows in heap",
                () -> Stores.timestampedKeyValueStoreBuilder(Stores.inMemoryKeyValueStore("s"), TEXT, TEXT));
        all.put(
                "stamped rows on disk",
                () -> Stores.timestampedKeyValueStoreBuilder(
                        Stores.persistentTimestampedKeyValueStore("s"), TEXT, TEXT));
        all.put(
                "windows in heap",
                () -> Stores.windowStoreBuilder(Stores.inMemoryWindowStore("s", KEPT, SIZE, false), TEXT, TEXT));
        all.put(
                "windows on disk",
                () -> Stores.windowStoreBuilder(Stores.persistentWindowStore("s", KEPT, SIZE, false), TEXT, TEXT));
        all.put(
                "stamped windows",
                () -> Stores.timestampedWindowStoreBuilder(
                        Stores.inMemoryWindowStore("s", KEPT, SIZE, false), TEXT, TEXT));
        all.put(
                "sessions in heap",
                () -> Stores.sessionStoreBuilder(Stores.inMemorySessionStore("s", KEPT), TEXT, TEXT));
        all.put(
                "sessions on disk",
                () -> Stores.sessionStoreBuilder(Stores.persistentSessionStore("s", KEPT), TEXT, TEXT));
        all.put(
                "versions",
                () -> Stores.versionedKeyValueStoreBuilder(
                        Stores.persistentVersionedKeyValueStore("s", KEPT), TEXT, TEXT));
        return all;
    }

    private static void inContext(String kind, Path path, List<String> words) {
        MockProcessorContext<String, String> context = at(path);
        StateStore store = builders().get(kind).get().withLoggingDisabled().build();
        say(words, "before init", () -> context.getStateStore("s") == null);
        attempt(words, "init", () -> store.init(context.getStateStoreContext(), store));
        say(words, "found", () -> context.getStateStore("s") == store);
        say(words, "used", () -> use(store));
        say(words, "open", store::isOpen);
        attempt(words, "close", store::close);
        say(words, "open", store::isOpen);
        attempt(words, "close again", store::close);
    }

    private static void openedAgain(String kind, Path path, List<String> words) {
        MockProcessorContext<String, String> context = at(path);
        for (MockProcessorContext<String, String> in : List.of(context, context, at(path))) {
            StateStore store = builders().get(kind).get().withLoggingDisabled().build();
            attempt(words, "init", () -> store.init(in.getStateStoreContext(), store));
            say(words, "holds", () -> held(store));
            say(words, "used", () -> use(store));
            attempt(words, "close", store::close);
        }
    }

    private static MockProcessorContext<String, String> at(Path path) {
        return new MockProcessorContext<>(serdes(), new TaskId(0, 0), path.toFile());
    }

    @SuppressWarnings("unchecked")
    private static Object held(StateStore store) {
        if (store instanceof KeyValueStore) {
            return all(((KeyValueStore<String, ?>) store).all());
        }
        if (store instanceof WindowStore) {
            return all(((WindowStore<String, ?>) store).all());
        }
        if (store instanceof SessionStore) {
            return all(((SessionStore<String, ?>) store).findSessions("a", 0, 100));
        }
        return ((VersionedKeyValueStore<String, ?>) store).get("a");
    }

    @SuppressWarnings("unchecked")
    private static Object use(StateStore store) {
        List<Object> seen = new ArrayList<>();
        if (store instanceof TimestampedKeyValueStore) {
            var rows = (TimestampedKeyValueStore<String, String>) store;
            rows.put("a", ValueAndTimestamp.make("x", 3));
            rows.put("b", ValueAndTimestamp.make("y", 4));
            rows.delete("a");
            seen.add(rows.get("a"));
            seen.add(all(rows.all()));
        } else if (store instanceof KeyValueStore) {
            var rows = (KeyValueStore<String, String>) store;
            rows.put("a", "x");
            rows.putAll(List.of(KeyValue.pair("b", "y"), KeyValue.pair("c", "z")));
            seen.add(rows.putIfAbsent("b", "again"));
            seen.add(rows.delete("b"));
            seen.add(all(rows.range("a", "z")));
            seen.add(rows.approximateNumEntries());
        } else if (store instanceof TimestampedWindowStore) {
            var windows = (TimestampedWindowStore<String, String>) store;
            windows.put("a", ValueAndTimestamp.make("x", 3), 1_000);
            seen.add(windows.fetch("a", 1_000));
        } else if (store instanceof WindowStore) {
            var windows = (WindowStore<String, String>) store;
            windows.put("a", "x", 1_000);
            windows.put("b", "y", 2_000);
            seen.add(all(windows.fetch("a", 0, 5_000)));
            seen.add(all(windows.all()));
        } else if (store instanceof SessionStore) {
            var sessions = (SessionStore<String, String>) store;
            sessions.put(new Windowed<>("a", new SessionWindow(10, 20)), "x");
            seen.add(all(sessions.findSessions("a", 0, 100)));
            seen.add(sessions.fetchSession("a", 10, 20));
        } else {
            var versions = (VersionedKeyValueStore<String, String>) store;
            versions.put("a", "x", 5);
            versions.put("a", "y", 9);
            seen.add(versions.get("a", 7));
            seen.add(versions.get("a"));
        }
        return seen;
    }

    private static List<String> all(Iterator<?> rows) {
        List<String> all = new ArrayList<>();
        rows.forEachRemaining(row -> all.add(row.toString()));
        return all;
    }

    private static void tooLate(List<String> words) {
        MockProcessorContext<String, String> context = new MockProcessorContext<>(serdes());
        WindowStore<String, String> windows = Stores.windowStoreBuilder(
                        Stores.inMemoryWindowStore("s", KEPT, SIZE, false), TEXT, TEXT)
                .withLoggingDisabled()
                .build();
        windows.init(context.getStateStoreContext(), windows);
        windows.put("a", "x", 100_000);
        windows.put("a", "late", 10);
        say(words, "late", () -> windows.fetch("a", 10));
        context.setRecordMetadata("topic", 1, 5);
        windows.put("a", "y", 100_001);
        say(words, "position", windows::getPosition);
        measured(words, context);
    }

    private static void measured(List<String> words, MockProcessorContext<String, String> context) {
        TreeSet<String> found = new TreeSet<>();
        context.metrics().metrics().forEach((name, metric) -> {
            if (!List.of("stream-state-metrics", "kafka-metrics-count").contains(name.group())
                    && !name.name().endsWith("-rate")) {
                found.add(name.group() + " " + name.name() + new TreeMap<>(name.tags()) + metric.metricValue());
            }
        });
        words.addAll(found);
    }

    private static void measures(List<String> words) {
        for (String level : List.of("INFO", "DEBUG", "TRACE")) {
            Properties config = serdes();
            config.put("metrics.recording.level", level);
            MockProcessorContext<String, String> context = new MockProcessorContext<>(config);
            measured(words, context);
            for (Sensor.RecordingLevel own : Sensor.RecordingLevel.values()) {
                Sensor sensor = context.metrics().addRateTotalSensor("scope", "entity", "op " + own, own, "a", "b");
                sensor.record();
                words.add(sensor.name() + " records " + sensor.shouldRecord());
            }
            measured(words, context);
            say(
                    words,
                    "one",
                    () -> context.metrics() == context.getStateStoreContext().metrics());
            attempt(words, "change", () -> context.metrics().metrics().clear());
            var former = new dev.millrace.streams.processor.MockProcessorContext(config);
            former.metrics().addSensor("sensor", Sensor.RecordingLevel.INFO);
            former.metrics().metrics().keySet().stream()
                    .map(name -> name.group() + name.name() + name.tags())
                    .sorted()
                    .forEach(words::add);
        }
    }

    private static void constructed(List<String> words) {
        attempt(words, "null settings", () -> new MockProcessorContext<>(null));
        attempt(words, "null task", () -> new MockProcessorContext<>(serdes(), null, new File("x")));
        attempt(words, "null directory", () -> new MockProcessorContext<>(serdes(), new TaskId(0, 0), null));
        attempt(words, "no settings", () -> new MockProcessorContext<>(new Properties()));
        say(words, "its name", () -> new MockProcessorContext<>(new Properties()).applicationId());
        attempt(words, "former, null settings", () -> new dev.millrace.streams.processor.MockProcessorContext(null));
        attempt(
                words,
                "former, null task",
                () -> new dev.millrace.streams.processor.MockProcessorContext(serdes(), null, null));
        say(words, "former's name", () -> new dev.millrace.streams.processor.MockProcessorContext(new Properties())
                .applicationId());
        Properties wrong = serdes();
        wrong.put("num.stream.threads", "many");
        attempt(words, "wrong settings", () -> new MockProcessorContext<>(wrong));
    }

    private static void settings(Path path, List<String> words) {
        Properties inherited = new Properties();
        inherited.put("my.inherited", "x");
        Properties config = new Properties(inherited);
        config.putAll(serdes());
        config.put("my.own", "y");
        config.put("my.", "z");
        MockProcessorContext<String, String> context =
                new MockProcessorContext<>(config, new TaskId(3, 4), path.toFile());
        say(words, "prefixed", () -> new TreeMap<>(context.appConfigsWithPrefix("my.")));
        say(words, "of none", () -> context.appConfigsWithPrefix("none."));
        say(
                words,
                "of all",
                () -> new TreeSet<>(context.appConfigsWithPrefix("").keySet()));
        say(words, "parsed", () -> context.appConfigs()
                .get("num.stream.threads")
                .getClass());
        say(words, "inherited", () -> context.appConfigs().get("my.inherited"));
        say(words, "task", () -> context.taskId());
        say(words, "directory", () -> context.stateDir().equals(path.toFile()));
        attempt(words, "change", () -> context.appConfigs().clear());
        say(words, "changed", () -> context.appConfigs().isEmpty());
        var former = new dev.millrace.streams.processor.MockProcessorContext(config, new TaskId(3, 4), path.toFile());
        say(words, "prefixed", () -> new TreeMap<>(former.appConfigsWithPrefix("my.")));
        say(words, "inherited", () -> former.appConfigs().get("my.inherited"));
        say(words, "given", () -> former.appConfigs().get("my.own"));
        say(words, "directory", () -> former.stateDir().equals(path.toFile()));
    }

    private static void storeContext(Path path, List<String> words) {
        MockProcessorContext<String, String> context =
                new MockProcessorContext<>(serdes(), new TaskId(3, 4), path.toFile());
        StateStoreContext stores = context.getStateStoreContext();
        say(words, "task", stores::taskId);
        say(words, "application", stores::applicationId);
        say(words, "directory", () -> stores.stateDir().equals(path.toFile()));
        say(words, "key serde", () -> stores.keySerde().getClass());
        say(words, "value serde", () -> stores.valueSerde().getClass());
        say(words, "record", stores::recordMetadata);
        context.setRecordMetadata("topic", 1, 2);
        say(words, "record", () -> stores.recordMetadata().map(record -> record.topic() + record.offset()));
        say(words, "prefixed", () -> stores.appConfigsWithPrefix("default.key."));
        attempt(words, "register null", () -> stores.register(null, null));
        attempt(words, "register null, commit", () -> stores.register(null, null, null));
        StateStore store = Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore("s"), TEXT, TEXT)
                .build();
        attempt(words, "register", () -> stores.register(store, null));
        say(words, "registered", () -> context.getStateStore("s") == store);
        attempt(words, "again", () -> stores.register(store, null, () -> {}));
        StateStoreContext nowhere = new MockProcessorContext<>(serdes()).getStateStoreContext();
        say(words, "no directory", nowhere::stateDir);
    }

    private static void keeps(List<String> words) {
        MockProcessorContext<String, String> context = new MockProcessorContext<>(serdes());
        StateStore first = Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore("s"), TEXT, TEXT)
                .build();
        StateStore second = Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore("s"), TEXT, TEXT)
                .build();
        context.addStateStore(first);
        context.addStateStore(second);
        say(words, "second", () -> context.getStateStore("s") == second);
        RecordHeaders headers = new RecordHeaders();
        Record<String, String> record = new Record<>("a", "x", 2, headers);
        context.forward(record);
        headers.add("later", null);
        say(words, "same record", () -> context.forwarded().get(0).record() == record);
        say(
                words,
                "hash",
                () -> context.forwarded().get(0).hashCode()
                        == new MockProcessorContext.CapturedForward<>(record).hashCode());
        var before = context.forwarded();
        context.forward(record.withValue("y"), "kid");
        context.forward(record.withValue("z"), "");
        say(words, "before", before::size);
        say(words, "names", () -> context.forwarded().stream()
                .map(MockProcessorContext.CapturedForward::childName)
                .toList());
        say(words, "to none", () -> context.forwarded("").size());
        context.schedule(Duration.ofNanos(1_500_000), PunctuationType.STREAM_TIME, timestamp -> {});
        say(words, "interval", () -> context.scheduledPunctuators().get(0).getInterval());
        context.scheduledPunctuators().clear();
        say(words, "schedules", () -> context.scheduledPunctuators().size());
        context.setRecordMetadata(null, -1, -1);
        say(words, "record", () -> context.recordMetadata().map(found -> found.topic() + found.partition()));
        context.setCurrentStreamTimeMs(-1);
        say(words, "time", context::currentStreamTimeMs);
        context.commit();
        context.resetForwards();
        say(words, "still committed", context::committed);
    }

    private static void refuses(List<String> words) {
        MockProcessorContext<String, String> context = new MockProcessorContext<>();
        attempt(words, "null store", () -> context.addStateStore(null));
        say(words, "store of null", () -> context.getStateStore(null));
        attempt(words, "null start", () -> context.schedule(null, SIZE, PunctuationType.STREAM_TIME, time -> {}));
        attempt(words, "null type", () -> context.schedule(SIZE, null, time -> {}));
        attempt(words, "null call", () -> context.schedule(SIZE, PunctuationType.STREAM_TIME, null));
        attempt(words, "negative", () -> context.schedule(SIZE.negated(), PunctuationType.STREAM_TIME, time -> {}));
        attempt(
                words,
                "endless",
                () -> context.schedule(Duration.ofSeconds(Long.MAX_VALUE), PunctuationType.STREAM_TIME, time -> {}));
        attempt(
                words,
                "from long ago",
                () -> context.schedule(Instant.MIN, SIZE, PunctuationType.STREAM_TIME, time -> {}));
        say(words, "schedules", () -> context.scheduledPunctuators().size());
        attempt(words, "null child", () -> context.forward(new Record<>("a", "x", 0), null));
        attempt(words, "null record for a child", () -> context.forward(null, "kid"));
        attempt(
                words,
                "captured for null",
                () -> new MockProcessorContext.CapturedForward<>(new Record<>("a", "x", 0), null));
        say(words, "directory", context::stateDir);
        say(words, "key serde", context::keySerde);
        say(words, "value serde", context::valueSerde);
        say(words, "prefix null", () -> context.appConfigsWithPrefix(null));
    }

    private static void formerKeeps(List<String> words) {
        var context = new dev.millrace.streams.processor.MockProcessorContext(serdes());
        StateStore store = Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore("s"), TEXT, TEXT)
                .build();
        context.register(store, null);
        say(words, "store", () -> context.getStateStore("s") == store);
        RecordHeaders headers = new RecordHeaders();
        context.setHeaders(headers);
        context.setRecordTimestamp(5);
        To to = To.child("kid").withTimestamp(9);
        context.forward("a", "x", to);
        to.withTimestamp(10);
        headers.add("later", null);
        context.forward("b", "y", To.all().withTimestamp(-1));
        context.setRecordTimestamp(-1);
        context.forward("c", "z");
        context.forwarded()
                .forEach(forward -> words.add(forward + " " + forward.headers() + (forward.headers() == headers)));
        var before = context.forwarded();
        context.resetForwards();
        say(words, "before", before::size);
        say(words, "timestamp", context::timestamp);
        context.setRecordMetadata(null, 0, 0, null, 0);
        say(words, "topic", context::topic);
        say(words, "headers", context::headers);
        context.schedule(Duration.ofNanos(1_500_000), PunctuationType.STREAM_TIME, timestamp -> {});
        context.schedule(Instant.EPOCH, SIZE, PunctuationType.WALL_CLOCK_TIME, timestamp -> {});
        context.scheduledPunctuators().get(0).cancel();
        context.scheduledPunctuators()
                .forEach(captured -> words.add(captured.getStartTime() + " " + captured.getIntervalMs() + " "
                        + captured.getType() + " " + captured.cancelled() + (captured.getPunctuator() != null)));
        context.setCurrentStreamTimeMs(3);
        context.setCurrentSystemTimeMs(4);
        say(words, "times", () -> context.currentStreamTimeMs() + " " + context.currentSystemTimeMs());
        context.commit();
        context.resetCommit();
        say(words, "committed", context::committed);
    }

    private static void formerRefuses(List<String> words) {
        var context = new dev.millrace.streams.processor.MockProcessorContext();
        attempt(words, "null store", () -> context.register(null, null));
        say(words, "store of null", () -> context.getStateStore(null));
        say(words, "no store", () -> context.getStateStore("none"));
        say(words, "for null", () -> context.forwarded(null).size());
        context.forward("a", "x", To.child("kid"));
        say(words, "for null", () -> context.forwarded(null).size());
        attempt(words, "null child", () -> context.forward("a", "x", To.child(null)));
        attempt(words, "null start", () -> context.schedule(null, SIZE, PunctuationType.STREAM_TIME, time -> {}));
        attempt(words, "null type", () -> context.schedule(SIZE, null, time -> {}));
        attempt(words, "null call", () -> context.schedule(SIZE, PunctuationType.STREAM_TIME, null));
        attempt(words, "negative", () -> context.schedule(SIZE.negated(), PunctuationType.STREAM_TIME, time -> {}));
        attempt(
                words,
                "endless",
                () -> context.schedule(Duration.ofSeconds(Long.MAX_VALUE), PunctuationType.STREAM_TIME, time -> {}));
        say(words, "schedules", () -> context.scheduledPunctuators().size());
        say(words, "directory", context::stateDir);
        say(words, "value serde", context::valueSerde);
    }

    private static Properties serdes() {
        Properties config = new Properties();
        config.put("application.id", "app");
        config.put("bootstrap.servers", "127.0.0.1:1");
        config.put("default.key.serde", Serdes.StringSerde.class);
        config.put("default.value.serde", Serdes.StringSerde.class);
        return config;
    }

    private static void say(List<String> words, String what, Supplier<Object> answer) {
        try {
            words.add(what + " -> " + answer.get());
        } catch (RuntimeException failed) {
            words.add(what + " fails with " + failed.getClass().getName());
        }
    }

    private static void attempt(List<String> words, String what, Runnable action) {
        say(words, what, () -> {
            action.run();
            return "done";
        });
    }
}
