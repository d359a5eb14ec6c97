package dev.millrace.streams.internal.output.wire;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.jspecify.annotations.Nullable;

/** Which settings of a producer only a producer can honour. Without state. */
final class WireFit {
    private WireFit() {}

    /** The setting that asks for a producer; null if there is none. */
    static @Nullable String obstacle(ProducerConfig config) {
        List<String> needsDefault = List.of(
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                ProducerConfig.INTERCEPTOR_CLASSES_CONFIG,
                ProducerConfig.PARTITIONER_CLASS_CONFIG,
                ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG,
                ProducerConfig.PARTITIONER_AVAILABILITY_TIMEOUT_MS_CONFIG,
                ProducerConfig.METRIC_REPORTER_CLASSES_CONFIG);
        Map<String, ConfigDef.ConfigKey> keys = ProducerConfig.configDef().configKeys();
        for (String key : needsDefault) {
            if (!Objects.equals(config.values().get(key), keys.get(key).defaultValue)) {
                return key;
            }
        }
        long shortestDelivery = config.getLong(ProducerConfig.LINGER_MS_CONFIG)
                + config.getInt(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG);
        return config.getInt(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG) < shortestDelivery
                ? ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG
                : null;
    }
}
