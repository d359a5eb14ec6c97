package dev.millrace.streams.internal.output.wire;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

import org.apache.kafka.clients.ApiVersions;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.KafkaClient;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.internals.ProducerMetadata;
import org.apache.kafka.common.internals.ClusterResourceListeners;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Utils;

/**
 * The client library's side of an output.
 *
 * @param client sends requests and brings answers
 * @param metadata what is known about the cluster; {@code client} keeps it fresh
 * @param random chooses partitions for records without key
 * @param beneath closed after the client
 */
record WireConnection(
        KafkaClient client, ProducerMetadata metadata, RandomGenerator random, List<AutoCloseable> beneath) {
    /** Connects, as soon as it is polled, to the cluster that {@code config} names. */
    static WireConnection open(ProducerConfig config, Time time) {
        String clientId = config.getString(ProducerConfig.CLIENT_ID_CONFIG);
        LogContext log = new LogContext("[Output clientId=" + clientId + "] ");
        Metrics metrics = new Metrics(metricConfig(config), time);
        try {
            ProducerMetadata metadata = new ProducerMetadata(
                    config.getLong(ProducerConfig.RETRY_BACKOFF_MS_CONFIG),
                    config.getLong(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG),
                    config.getLong(ProducerConfig.METADATA_MAX_AGE_CONFIG),
                    config.getLong(ProducerConfig.METADATA_MAX_IDLE_CONFIG),
                    log,
                    new ClusterResourceListeners(),
                    time);
            metadata.bootstrap(ClientUtils.parseAndValidateAddresses(config));
            KafkaClient client = ClientUtils.createNetworkClient(
                    config,
                    metrics,
                    "producer",
                    log,
                    new ApiVersions(),
                    time,
                    config.getInt(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION),
                    metadata,
                    null,
                    null);
            return new WireConnection(client, metadata, new Random(), List.of(metadata, metrics));
        } catch (RuntimeException failed) {
            metrics.close();
            throw failed;
        }
    }

    private static MetricConfig metricConfig(ProducerConfig config) {
        return new MetricConfig()
                .samples(config.getInt(ProducerConfig.METRICS_NUM_SAMPLES_CONFIG))
                .timeWindow(config.getLong(ProducerConfig.METRICS_SAMPLE_WINDOW_MS_CONFIG), TimeUnit.MILLISECONDS)
                .recordLevel(
                        Sensor.RecordingLevel.forName(config.getString(ProducerConfig.METRICS_RECORDING_LEVEL_CONFIG)));
    }

    /** Ends all connections; a failure is logged. */
    void close() {
        Utils.closeQuietly(client, "connections of the output");
        beneath.forEach(resource -> Utils.closeQuietly(resource, "part of the output"));
    }
}
