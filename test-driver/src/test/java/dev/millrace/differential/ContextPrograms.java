package dev.millrace.differential;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;

import dev.millrace.streams.processor.Cancellable;
import dev.millrace.streams.processor.PunctuationType;
import dev.millrace.streams.processor.Punctuator;
import dev.millrace.streams.processor.TaskId;
import dev.millrace.streams.processor.To;
import dev.millrace.streams.processor.api.ContextualProcessor;
import dev.millrace.streams.processor.api.MockProcessorContext;
import dev.millrace.streams.processor.api.ProcessorContext;
import dev.millrace.streams.processor.api.Record;
import dev.millrace.streams.state.KeyValueStore;
import dev.millrace.streams.state.Stores;
import dev.millrace.streams.state.TimestampedKeyValueStore;
import dev.millrace.streams.state.ValueAndTimestamp;
import dev.millrace.streams.state.WindowStore;

/** What tests of single processors get to see. Compiled for Kafka Streams too. */
@SuppressWarnings("deprecation")
public final class ContextPrograms implements BiFunction<String, Path, List<String>> {
    private final List<String> words = new ArrayList<>();
    private final Map<String, Runnable> programs = new TreeMap<>();
    private Path directory;

    /** All programs. */
    public ContextPrograms() {
        programs.put("context without settings", () -> context(new MockProcessorContext<>()));
        programs.put("context with settings", () -> context(new MockProcessorContext<>(settings())));
        programs.put(
                "context with a directory",
                () -> context(new MockProcessorContext<>(settings(), new TaskId(1, 2), directory.toFile())));
        programs.put("context of a processor", this::ofProcessor);
        programs.put(
                "former context without settings",
                () -> former(new dev.millrace.streams.processor.MockProcessorContext()));
        programs.put(
                "former context with a directory",
                () -> former(new dev.millrace.streams.processor.MockProcessorContext(
                        settings(), new TaskId(1, 2), directory.toFile())));
    }

    /** Their names. */
    public List<String> names() {
        return List.copyOf(programs.keySet());
    }

    @Override
    public List<String> apply(String name, Path stateDirectory) {
        words.clear();
        directory = stateDirectory;
        programs.get(name).run();
        return words;
    }

    private static Properties settings() {
        Properties settings = new Properties();
        settings.put("application.id", "app");
        settings.put("bootstrap.servers", "127.0.0.1:1");
        settings.put("default.key.serde", Serdes.StringSerde.class);
        settings.put("default.value.serde", Serdes.StringSerde.class);
        settings.put("my.a", "1");
        settings.put("my.b", 2);
        return settings;
    }

    private void say(String what, Supplier<Object> answer) {
        try {
            words.add(what + " -> " + answer.get());
        } catch (RuntimeException failed) {
            words.add(what + " fails with " + failed.getClass().getSimpleName());
        }
    }

    private void attempt(String what, Runnable action) {
        say(what, () -> {
            action.run();
            return "done";
        });
    }

    private void context(MockProcessorContext<String, String> context) {
        say("application", context::applicationId);
        say("task", context::taskId);
        say("directory", () -> context.stateDir() != null);
        say("key serde", () -> context.keySerde().getClass().getSimpleName());
        say("value serde", () -> context.valueSerde().getClass().getSimpleName());
        say(
                "settings",
                () -> context.appConfigs().get("my.b") + " "
                        + context.appConfigs().get("num.stream.threads"));
        say("prefixed", () -> new TreeMap<>(context.appConfigsWithPrefix("my.")));
        say("system time", context::currentSystemTimeMs);
        say("stream time", context::currentStreamTimeMs);
        context.setCurrentSystemTimeMs(5);
        context.setCurrentStreamTimeMs(6);
        say("times", () -> context.currentSystemTimeMs() + " " + context.currentStreamTimeMs());
        say("no record", context::recordMetadata);
        context.setRecordMetadata("topic", 3, 7);
        say("record", () -> context.recordMetadata()
                .map(record -> record.topic() + record.partition() + record.offset()));
        forwards(context);
        schedules(context);
        commits(context);
        stores(context);
    }

    private void forwards(MockProcessorContext<String, String> context) {
        say("nothing", context::forwarded);
        context.forward(new Record<>("a", "x", 2));
        context.forward(new Record<>("b", "y", 3, new RecordHeaders().add("h", new byte[] {1})), "kid");
        context.forward(new Record<>("c", null, 0), null);
        attempt("forward null", () -> context.forward(null));
        say("forwarded", context::forwarded);
        say("to kid", () -> context.forwarded("kid").size());
        say("to another", () -> context.forwarded("another"));
        attempt("to null", () -> context.forwarded(null));
        context.forwarded().clear();
        say("still", () -> context.forwarded().size());
        context.resetForwards();
        say("reset", context::forwarded);
        Record<String, String> record = new Record<>("a", "x", 2);
        MockProcessorContext.CapturedForward<String, String> toAll = new MockProcessorContext.CapturedForward<>(record);
        say("same", () -> toAll.equals(new MockProcessorContext.CapturedForward<>(record, Optional.empty())));
        say("other", () -> toAll.equals(new MockProcessorContext.CapturedForward<>(record, Optional.of("kid"))));
        attempt("capture null", () -> new MockProcessorContext.CapturedForward<>(null));
    }

    private void schedules(MockProcessorContext<String, String> context) {
        List<Long> punctuated = new ArrayList<>();
        Punctuator punctuator = punctuated::add;
        Cancellable first = context.schedule(Duration.ofMillis(10), PunctuationType.STREAM_TIME, punctuator);
        context.schedule(Duration.ofSeconds(1), PunctuationType.WALL_CLOCK_TIME, punctuator);
        context.schedule(Instant.ofEpochMilli(4), Duration.ofMillis(10), PunctuationType.STREAM_TIME, punctuator);
        attempt("no interval", () -> context.schedule(null, PunctuationType.STREAM_TIME, punctuator));
        attempt("no time", () -> context.schedule(Duration.ZERO, PunctuationType.STREAM_TIME, punctuator));
        first.cancel();
        context.scheduledPunctuators().get(1).cancel();
        context.scheduledPunctuators()
                .forEach(captured -> words.add(
                        "scheduled " + captured.getStartTime() + " " + captured.getInterval() + " " + captured.getType()
                                + " " + (captured.getPunctuator() == punctuator) + " " + captured.cancelled()));
        context.scheduledPunctuators().get(0).getPunctuator().punctuate(8);
        words.add("punctuated " + punctuated);
    }

    private void commits(MockProcessorContext<String, String> context) {
        say("committed", context::committed);
        context.commit();
        say("committed", context::committed);
        context.resetCommit();
        say("committed", context::committed);
    }

    private void stores(MockProcessorContext<String, String> context) {
        say("no store", () -> context.getStateStore("rows"));
        KeyValueStore<String, Long> rows = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore("rows"), Serdes.String(), Serdes.Long())
                .withLoggingDisabled()
                .build();
        rows.init(context.getStateStoreContext(), rows);
        rows.put("a", 1L);
        say("row", () -> context.<KeyValueStore<String, Long>>getStateStore("rows")
                .get("a"));
        TimestampedKeyValueStore<String, Long> stamped = Stores.timestampedKeyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore("stamped"), Serdes.String(), Serdes.Long())
                .withLoggingDisabled()
                .build();
        stamped.init(context.getStateStoreContext(), stamped);
        context.addStateStore(stamped);
        stamped.put("a", ValueAndTimestamp.make(1L, 3));
        say("stamped row", () -> stamped.get("a"));
        WindowStore<String, Long> windows = Stores.windowStoreBuilder(
                        Stores.inMemoryWindowStore("windows", Duration.ofSeconds(1), Duration.ofMillis(100), false),
                        Serdes.String(),
                        Serdes.Long())
                .withLoggingDisabled()
                .build();
        windows.init(context.getStateStoreContext(), windows);
        windows.put("a", 1L, 100);
        say("window", () -> windows.fetch("a", 100));
        say(
                "of stores",
                () -> context.getStateStoreContext().applicationId()
                        + context.getStateStoreContext().taskId());
    }

    private void ofProcessor() {
        MockProcessorContext<String, String> context = new MockProcessorContext<>(settings());
        Passing processor = new Passing();
        processor.init(context);
        processor.process(new Record<>("a", "x", 2));
        say("forwarded", context::forwarded);
        say("scheduled", () -> context.scheduledPunctuators().size());
    }

    private void former(dev.millrace.streams.processor.MockProcessorContext context) {
        say("application", context::applicationId);
        say("task", context::taskId);
        say("directory", () -> context.stateDir() != null);
        say("key serde", () -> context.keySerde().getClass().getSimpleName());
        say("topic", context::topic);
        say("partition", context::partition);
        say("offset", context::offset);
        say("timestamp", context::timestamp);
        say("headers", context::headers);
        say("system time", context::currentSystemTimeMs);
        say("stream time", context::currentStreamTimeMs);
        context.forward("before", "times");
        context.setTopic("t");
        context.setPartition(3);
        context.setOffset(4);
        context.setRecordTimestamp(5);
        context.setHeaders(new RecordHeaders());
        say(
                "record",
                () -> context.topic()
                        + context.partition()
                        + context.offset()
                        + context.timestamp()
                        + context.headers());
        context.setRecordMetadata("u", 1, 2, new RecordHeaders().add("x", null), 9);
        say(
                "record",
                () -> context.topic()
                        + context.partition()
                        + context.offset()
                        + context.timestamp()
                        + context.headers());
        context.forward("a", "x");
        context.forward("b", "y", To.child("kid"));
        context.forward("c", "z", To.all().withTimestamp(77));
        context.forward(null, null);
        attempt("to nobody", () -> context.forward("d", "x", null));
        context.forwarded()
                .forEach(forward -> words.add(forward + " " + forward.childName() + " " + forward.keyValue() + " "
                        + forward.timestamp() + " " + forward.headers()));
        say("to kid", () -> context.forwarded("kid").size());
        say("to another", () -> context.forwarded("another").size());
        Cancellable schedule = context.schedule(Duration.ofMillis(10), PunctuationType.STREAM_TIME, timestamp -> {});
        attempt("no time", () -> context.schedule(Duration.ZERO, PunctuationType.STREAM_TIME, timestamp -> {}));
        attempt("no interval", () -> context.schedule(null, PunctuationType.STREAM_TIME, timestamp -> {}));
        schedule.cancel();
        context.scheduledPunctuators()
                .forEach(captured -> words.add("scheduled " + captured.getStartTime() + " " + captured.getIntervalMs()
                        + " " + captured.getType() + " " + captured.cancelled()));
        context.commit();
        say("committed", context::committed);
    }

    /** Schedules, and passes records on. */
    private static final class Passing extends ContextualProcessor<String, String, String, String> {
        @Override
        public void init(ProcessorContext<String, String> context) {
            super.init(context);
            context.schedule(Duration.ofMillis(1), PunctuationType.STREAM_TIME, timestamp -> {});
        }

        @Override
        public void process(Record<String, String> record) {
            context().forward(record);
        }
    }
}
