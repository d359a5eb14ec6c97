package dev.millrace.streams.internal.output.wire;

import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.CompressionType;

/**
 * Settings of a producer as this room heeds them; those of connections are read by the client library.
 * <i>Immutable.</i>
 *
 * @param batchBytes size at which a batch is sent without waiting for more
 * @param requestBytes largest record, batch and request, as far as batches go
 * @param bufferBytes memory for batches
 * @param lingerMs how long a batch waits for more records
 * @param deliveryMs after how much attended time since its first record a batch is given up
 * @param requestMs how long a broker may take to answer
 * @param maxBlockMs how long an append waits for room or for the topic
 * @param retries how many times a batch is sent again
 * @param adaptive whether records without key prefer partitions that keep up
 */
record WireSettings(
        int batchBytes,
        int requestBytes,
        long bufferBytes,
        long lingerMs,
        long deliveryMs,
        int requestMs,
        long maxBlockMs,
        int retries,
        long retryBackoffMs,
        long retryBackoffMaxMs,
        boolean adaptive,
        Compression compression) {
    static WireSettings from(ProducerConfig config) {
        return new WireSettings(
                config.getInt(ProducerConfig.BATCH_SIZE_CONFIG),
                config.getInt(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
                config.getLong(ProducerConfig.BUFFER_MEMORY_CONFIG),
                config.getLong(ProducerConfig.LINGER_MS_CONFIG),
                config.getInt(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG),
                config.getInt(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG),
                config.getLong(ProducerConfig.MAX_BLOCK_MS_CONFIG),
                config.getInt(ProducerConfig.RETRIES_CONFIG),
                config.getLong(ProducerConfig.RETRY_BACKOFF_MS_CONFIG),
                config.getLong(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG),
                config.getBoolean(ProducerConfig.PARTITIONER_ADAPTIVE_PARTITIONING_ENABLE_CONFIG),
                compression(config));
    }

    private static Compression compression(ProducerConfig config) {
        CompressionType type = CompressionType.forName(config.getString(ProducerConfig.COMPRESSION_TYPE_CONFIG));
        return switch (type) {
            case GZIP ->
                Compression.gzip()
                        .level(config.getInt(ProducerConfig.COMPRESSION_GZIP_LEVEL_CONFIG))
                        .build();
            case LZ4 ->
                Compression.lz4()
                        .level(config.getInt(ProducerConfig.COMPRESSION_LZ4_LEVEL_CONFIG))
                        .build();
            case ZSTD ->
                Compression.zstd()
                        .level(config.getInt(ProducerConfig.COMPRESSION_ZSTD_LEVEL_CONFIG))
                        .build();
            default -> Compression.of(type).build();
        };
    }

    /** How long to wait before another attempt, after {@code attempts} of them. */
    long backoffMs(int attempts) {
        double grown = retryBackoffMs * Math.pow(2, attempts - 1);
        return (long) Math.min(grown, Math.max(retryBackoffMs, retryBackoffMaxMs));
    }
}
