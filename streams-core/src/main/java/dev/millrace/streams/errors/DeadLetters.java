package dev.millrace.streams.errors;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.StreamsConfig;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What the handlers of this package write of a failure: the input record as it was read, with headers that say what
 * happened (KIP-1034). <i>Immutable.</i>
 */
final class DeadLetters {
    private static final String HEADER_PREFIX = "__streams.errors.";

    private final @Nullable String topic;

    private DeadLetters(@Nullable String topic) {
        this.topic = topic;
    }

    /** Goes nowhere. */
    static DeadLetters none() {
        return new DeadLetters(null);
    }

    /** Goes where the configuration says, if it says so. */
    static DeadLetters configured(Map<String, ?> configs) {
        Object topic = configs.get(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG);
        return new DeadLetters(topic == null ? null : topic.toString());
    }

    /** What is to be written of {@code error}; nothing without a topic. */
    List<ProducerRecord<byte[], byte[]>> of(ErrorHandlerContext context, Exception error) {
        if (topic == null) {
            return List.of();
        }
        Headers headers = new RecordHeaders(context.headers());
        add(headers, "exception", error.getClass().getName());
        add(headers, "message", error.getMessage());
        add(headers, "stacktrace", stackTrace(error));
        add(headers, "topic", context.topic());
        add(headers, "partition", Integer.toString(context.partition()));
        add(headers, "offset", Long.toString(context.offset()));
        return List.of(new ProducerRecord<>(
                topic, null, context.timestamp(), context.sourceRawKey(), context.sourceRawValue(), headers));
    }

    private static void add(Headers headers, String name, @Nullable String text) {
        headers.add(HEADER_PREFIX + name, text == null ? null : text.getBytes(UTF_8));
    }

    private static String stackTrace(Exception error) {
        StringWriter text = new StringWriter();
        error.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
