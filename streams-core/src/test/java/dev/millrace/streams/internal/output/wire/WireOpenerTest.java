package dev.millrace.streams.internal.output.wire;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.utils.AppInfoParser;
import org.apache.kafka.common.utils.Time;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.internal.output.ProducerOutput;
import dev.millrace.streams.internal.output.RecordOutput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Which settings are met here, and which by a producer. */
class WireOpenerTest {
    private final RecordOutput producer = new ProducerOutput(new MockProducer<>());

    @Test
    void defaultsOfAnApplicationAreMetHere() {
        assertThat(open(Map.of())).isInstanceOf(WireOutput.class);
    }

    static List<Map<String, Object>> metHere() {
        return List.of(
                Map.of("producer.acks", "all"),
                Map.of("producer.linger.ms", "5", "producer.batch.size", "100000"),
                Map.of("producer.compression.type", "zstd", "producer.compression.zstd.level", "5"),
                Map.of("producer.retries", "3"),
                Map.of("producer.delivery.timeout.ms", "50000"),
                Map.of("producer.max.in.flight.requests.per.connection", "1"),
                Map.of("metrics.recording.level", "DEBUG"),
                Map.of(
                        "security.protocol",
                        "SASL_PLAINTEXT",
                        "sasl.mechanism",
                        "PLAIN",
                        "sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"u\""
                                + " password=\"p\";"));
    }

    @ParameterizedTest
    @MethodSource("metHere")
    void settingIsMetHere(Map<String, Object> settings) {
        assertThat(open(settings)).isInstanceOf(WireOutput.class);
    }

    static List<Map<String, Object>> metByAProducer() {
        return List.of(
                Map.of("producer.acks", "1"),
                Map.of("producer.acks", "0"),
                Map.of("producer.enable.idempotence", "false"),
                Map.of("producer.retries", "0"),
                Map.of("producer.transactional.id", "t"),
                Map.of("producer.interceptor.classes", Nosy.class.getName()),
                Map.of("producer.partitioner.class", RoundRobinPartitioner.class.getName()),
                Map.of("producer.partitioner.ignore.keys", "true"),
                Map.of("producer.partitioner.availability.timeout.ms", "10"),
                Map.of("producer.metric.reporters", ""),
                Map.of("producer.linger.ms", "100000"));
    }

    @ParameterizedTest
    @MethodSource("metByAProducer")
    void settingAsksForAProducer(Map<String, Object> settings) {
        assertThat(open(settings)).isSameAs(producer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.2.0", "4.4.0", "5.0.0"})
    void anotherClientLibraryAsksForAProducer(String version) {
        RecordOutput opened = new WireOpener(configs -> producer, Time.SYSTEM, version).open(configs(Map.of()));

        assertThat(opened).isSameAs(producer);
    }

    @Test
    void impossibleSettingsAreRefused() {
        assertThatThrownBy(() -> open(Map.of("producer.acks", "2"))).isInstanceOf(ConfigException.class);
        assertThatThrownBy(() -> open(Map.of("producer.compression.type", "zip")))
                .isInstanceOf(ConfigException.class);
    }

    private RecordOutput open(Map<String, Object> settings) {
        RecordOutput opened =
                new WireOpener(configs -> producer, Time.SYSTEM, AppInfoParser.getVersion()).open(configs(settings));
        if (opened != producer) {
            opened.close(Duration.ZERO);
        }
        return opened;
    }

    private static Map<String, Object> configs(Map<String, Object> settings) {
        Map<String, Object> whole = new HashMap<>(Map.of("application.id", "app", "bootstrap.servers", "127.0.0.1:1"));
        whole.putAll(settings);
        return new StreamsConfig(whole).getProducerConfigs("client");
    }

    /** Sees every record. */
    public static final class Nosy implements ProducerInterceptor<byte[], byte[]> {
        @Override
        public ProducerRecord<byte[], byte[]> onSend(ProducerRecord<byte[], byte[]> record) {
            return record;
        }

        @Override
        public void onAcknowledgement(RecordMetadata metadata, Exception exception) {}

        @Override
        public void close() {}

        @Override
        public void configure(Map<String, ?> configs) {}
    }
}
