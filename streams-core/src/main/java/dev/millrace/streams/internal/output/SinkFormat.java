package dev.millrace.streams.internal.output;

import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.processor.StreamPartitioner;

/**
 * How one sink writes its records. <i>Immutable.</i>
 *
 * @param <K> type of keys
 * @param <V> type of values
 * @param nodeName name of the sink in the topology
 * @param partitioner chooses partitions; null leaves it to the producer: by the hash of the serialised key
 */
public record SinkFormat<K, V>(
        String nodeName,
        Serializer<K> keySerializer,
        Serializer<V> valueSerializer,
        @Nullable StreamPartitioner<? super K, ? super V> partitioner) {}
