package dev.millrace.differential;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.BiFunction;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.StreamsBuilder;
import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.Topology;
import dev.millrace.streams.TopologyTestDriver;
import dev.millrace.streams.errors.DeserializationExceptionHandler;
import dev.millrace.streams.errors.ErrorHandlerContext;
import dev.millrace.streams.errors.LogAndContinueExceptionHandler;
import dev.millrace.streams.errors.LogAndContinueProcessingExceptionHandler;
import dev.millrace.streams.errors.ProcessingExceptionHandler;
import dev.millrace.streams.errors.ProductionExceptionHandler;
import dev.millrace.streams.kstream.Grouped;
import dev.millrace.streams.kstream.Materialized;
import dev.millrace.streams.processor.ProcessorContext;
import dev.millrace.streams.processor.PunctuationType;
import dev.millrace.streams.processor.api.ContextualProcessor;
import dev.millrace.streams.processor.api.Record;
import dev.millrace.streams.test.TestRecord;

/** Records that cannot be read, processed or written, and what handlers make of them. Compiled for Kafka Streams too. */
public final class ErrorPrograms implements BiFunction<String, Path, List<String>> {
    private static final List<String> HEARD = new ArrayList<>();

    private final Map<String, Map<String, Object>> settings = new TreeMap<>();

    /** All programs. */
    public ErrorPrograms() {
        settings.put("default handlers", Map.of());
        settings.put("default handlers with dead letters", withDeadLetters(Map.of()));
        settings.put(
                "handlers that go on",
                Map.of(
                        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
                        LogAndContinueExceptionHandler.class,
                        StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
                        LogAndContinueProcessingExceptionHandler.class));
        settings.put("handlers that go on with dead letters", withDeadLetters(settings.get("handlers that go on")));
        settings.put("handlers with answers of their own", withDeadLetters(handlers(Own.class)));
        settings.put("handlers of the former kind", withDeadLetters(handlers(Former.class)));
        settings.put("handlers of the first kind", handlers(Oldest.class));
        settings.put("handlers that fail themselves", handlers(Failing.class));
        settings.put("handlers that say nothing", handlers(Silent.class));
        settings.put("handlers without methods", handlers(Bare.class));
    }

    private static Map<String, Object> withDeadLetters(Map<String, Object> others) {
        Map<String, Object> all = new TreeMap<>(others);
        all.put(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, "dead");
        return all;
    }

    private static Map<String, Object> handlers(Class<?> handler) {
        return Map.of(
                StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
                handler,
                StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
                handler,
                StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG,
                handler);
    }

    /** Their names. */
    public List<String> names() {
        return List.copyOf(settings.keySet());
    }

    @Override
    public List<String> apply(String name, Path stateDirectory) {
        HEARD.clear();
        for (String value : List.of("unreadable", "unprocessable", "unwritable", "undone later", "bad count", "late")) {
            Properties properties = new Properties();
            properties.putAll(settings.get(name));
            properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "errors");
            properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1");
            properties.put(
                    StreamsConfig.STATE_DIR_CONFIG,
                    stateDirectory.resolve(value).toString());
            properties.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
            properties.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Picky.class);
            HEARD.add("value " + value);
            run(properties, value);
        }
        return List.copyOf(HEARD);
    }

    private static void run(Properties properties, String value) {
        try (TopologyTestDriver driver =
                new TopologyTestDriver(topology(), properties, Instant.ofEpochMilli(1_000_000))) {
            try {
                feed(driver, value);
            } catch (RuntimeException failed) {
                HEARD.add("failed: " + kinds(failed));
                collectOutput(driver);
            }
            List.of("dead", "others", "out", "counts").forEach(topic -> written(driver, topic));
            driver.metrics().forEach((key, metric) -> {
                if (key.name().equals("dropped-records-total")) {
                    HEARD.add("dropped " + metric.metricValue());
                }
            });
        } catch (RuntimeException failed) {
            HEARD.add("failed at the end: " + kinds(failed));
        }
    }

    /** Kafka Streams' driver shows what was written before a failure with its next step. */
    private static void collectOutput(TopologyTestDriver driver) {
        try {
            driver.advanceWallClockTime(Duration.ofMillis(1));
        } catch (RuntimeException failed) {
            HEARD.add("failed again: " + kinds(failed));
        }
    }

    private static void feed(TopologyTestDriver driver, String value) {
        var in = driver.createInputTopic("in", new StringSerializer(), new StringSerializer());
        Headers headers = new RecordHeaders().add("came with", "it".getBytes(StandardCharsets.UTF_8));
        in.pipeInput("a", "fine", 5);
        in.pipeInput(new TestRecord<>("b", value, headers, 7L));
        driver.advanceWallClockTime(Duration.ofMillis(100));
        in.pipeInput("c", "fine", 50_000);
    }

    private static Topology topology() {
        StreamsBuilder builder = new StreamsBuilder();
        var in = builder.<String, String>stream("in").process(Late::new);
        in.mapValues(value -> {
                    if (value.equals("unprocessable")) {
                        throw new IllegalStateException("boom", new IllegalArgumentException("why"));
                    }
                    return value;
                })
                .map((key, value) -> KeyValue.pair(value.equals("unwritable") ? "key " + key : key, value))
                .to("out");
        in.groupBy((key, value) -> value, Grouped.as("grouped"))
                .count(Materialized.as("counted"))
                .toStream()
                .mapValues((key, count) -> {
                    if (key.equals("bad count")) {
                        throw new IllegalStateException();
                    }
                    return "" + count;
                })
                .to("counts");
        return builder.build();
    }

    private static void written(TopologyTestDriver driver, String topic) {
        var out = driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        out.readRecordsToList()
                .forEach(record -> HEARD.add(topic + ": " + text(record.key()) + "=" + text(record.value()) + "@"
                        + record.timestamp() + headers(record.headers())));
    }

    private static List<String> headers(Headers headers) {
        List<String> all = new ArrayList<>();
        for (Header header : headers) {
            String value = text(header.value());
            all.add(header.key() + "=" + ours(header.key().endsWith("stacktrace") ? "given" : value));
        }
        return all;
    }

    private static String text(byte[] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    /** Both libraries have their own exceptions; the text of one ends a bracket earlier there. */
    private static String ours(String text) {
        return text == null
                ? null
                : text.replace("dev.millrace.streams", "org.apache.kafka.streams")
                        .replace("])", "]");
    }

    private static List<String> kinds(Throwable failed) {
        List<String> kinds = new ArrayList<>();
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            String kind = cause.getClass().getSimpleName();
            kinds.add(kind.equals("FailedProcessingException") ? "StreamsException" : kind);
        }
        return kinds;
    }

    private static String place(ErrorHandlerContext context) {
        return context.topic() + "-" + context.partition() + "@" + context.offset() + " " + context.processorNodeId()
                + " " + context.taskId() + " time " + context.timestamp() + " " + headers(context.headers()) + " raw "
                + text(context.sourceRawKey()) + "=" + text(context.sourceRawValue());
    }

    private static ProducerRecord<byte[], byte[]> letter(String topic, Integer partition, Long time, String key) {
        return new ProducerRecord<>(topic, partition, time, key.getBytes(StandardCharsets.UTF_8), null, null);
    }

    /** Fails at once or in a punctuation. */
    private static final class Late extends ContextualProcessor<String, String, String, String> {
        @Override
        public void process(Record<String, String> record) {
            if (record.value().equals("late")) {
                context().schedule(Duration.ofMillis(50), PunctuationType.WALL_CLOCK_TIME, time -> {
                    throw new IllegalStateException("late");
                });
            }
            context().forward(record);
        }
    }

    /** Does not read or write everything. */
    public static final class Picky extends Serdes.WrapperSerde<String> {
        /** Made by the library. */
        public Picky() {
            super(
                    (topic, value) -> {
                        if (value.equals("unwritable")) {
                            throw new SerializationException("no " + topic);
                        }
                        return value.getBytes(StandardCharsets.UTF_8);
                    },
                    new Reading());
        }
    }

    private static final class Reading implements Deserializer<String> {
        @Override
        public String deserialize(String topic, byte[] data) {
            if (text(data).equals("unreadable")) {
                throw new SerializationException("cannot read " + topic);
            }
            return text(data);
        }
    }

    /** All three handlers in one. */
    private interface All
            extends DeserializationExceptionHandler, ProcessingExceptionHandler, ProductionExceptionHandler {
        @Override
        default void configure(Map<String, ?> configs) {}
    }

    /** Without any method. */
    public static final class Bare implements All {}

    /** Writes letters of its own, several and to other topics. */
    public static final class Own implements All {
        @Override
        public DeserializationExceptionHandler.Response handleError(
                ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
            HEARD.add("unread " + place(context) + " " + kinds(exception));
            return DeserializationExceptionHandler.Response.resume(
                    List.of(letter("dead", null, 12L, "first"), letter("others", 0, 13L, "second")));
        }

        @Override
        public ProcessingExceptionHandler.Response handleError(
                ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
            HEARD.add("unprocessed " + place(context) + " " + record + " " + kinds(exception));
            return ProcessingExceptionHandler.Response.fail(List.of(letter("others", 0, 3L, "failed")));
        }

        @Override
        public ProductionExceptionHandler.Response handleError(
                ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
            throw new IllegalStateException("the driver's producer takes everything");
        }

        @Override
        @SuppressWarnings("rawtypes")
        public ProductionExceptionHandler.Response handleSerializationError(
                ErrorHandlerContext context,
                ProducerRecord record,
                Exception exception,
                SerializationExceptionOrigin origin) {
            HEARD.add("unwritten " + origin + " " + place(context) + " " + record.topic() + " " + record.partition()
                    + " " + record.key() + "=" + record.value() + " " + kinds(exception));
            return ProductionExceptionHandler.Response.resume(List.of(letter("dead", null, 1L, "given up")));
        }
    }

    /** Knows contexts, and no dead letters. */
    @SuppressWarnings("deprecation")
    public static final class Former implements All {
        @Override
        public DeserializationHandlerResponse handle(
                ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
            HEARD.add("unread " + place(context));
            return DeserializationHandlerResponse.FAIL;
        }

        @Override
        public ProcessingHandlerResponse handle(ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
            HEARD.add("unprocessed " + place(context));
            return ProcessingHandlerResponse.CONTINUE;
        }

        @Override
        @SuppressWarnings("rawtypes")
        public ProductionExceptionHandlerResponse handleSerializationException(
                ErrorHandlerContext context,
                ProducerRecord record,
                Exception exception,
                SerializationExceptionOrigin origin) {
            HEARD.add("unwritten " + place(context));
            return ProductionExceptionHandlerResponse.RETRY;
        }
    }

    /** Does not even know contexts of errors. */
    @SuppressWarnings("deprecation")
    public static final class Oldest implements All {
        @Override
        public DeserializationHandlerResponse handle(
                ProcessorContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
            HEARD.add("unread " + context.taskId() + " " + record.topic() + "@" + record.offset());
            return DeserializationHandlerResponse.CONTINUE;
        }

        @Override
        @SuppressWarnings("rawtypes")
        public ProductionExceptionHandlerResponse handleSerializationException(
                ProducerRecord record, Exception exception) {
            HEARD.add("unwritten " + record.key());
            return ProductionExceptionHandlerResponse.CONTINUE;
        }
    }

    /** Throws. */
    public static final class Failing implements All {
        @Override
        public DeserializationExceptionHandler.Response handleError(
                ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
            throw new IllegalStateException("handler");
        }

        @Override
        public ProcessingExceptionHandler.Response handleError(
                ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
            throw new IllegalStateException("handler");
        }

        @Override
        @SuppressWarnings("rawtypes")
        public ProductionExceptionHandler.Response handleSerializationError(
                ErrorHandlerContext context,
                ProducerRecord record,
                Exception exception,
                SerializationExceptionOrigin origin) {
            throw new IllegalStateException("handler");
        }
    }

    /** Answers null. */
    public static final class Silent implements All {
        @Override
        public DeserializationExceptionHandler.Response handleError(
                ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
            return null;
        }

        @Override
        public ProcessingExceptionHandler.Response handleError(
                ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
            return null;
        }

        @Override
        @SuppressWarnings("rawtypes")
        public ProductionExceptionHandler.Response handleSerializationError(
                ErrorHandlerContext context,
                ProducerRecord record,
                Exception exception,
                SerializationExceptionOrigin origin) {
            return null;
        }
    }
}
