package dev.millrace.streams.internal.output.wire;

import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Settings of a producer, read as the room reads them. */
final class TestSettings {
    private TestSettings() {}

    static ProducerConfig config(Map<String, Object> settings) {
        Map<String, Object> whole = new HashMap<>(Map.of(
                "bootstrap.servers",
                "127.0.0.1:1",
                "key.serializer",
                ByteArraySerializer.class,
                "value.serializer",
                ByteArraySerializer.class,
                "retry.backoff.ms",
                10));
        whole.putAll(settings);
        return new ProducerConfig(whole);
    }

    static WireSettings of(Map<String, Object> settings) {
        return WireSettings.from(config(settings));
    }
}
