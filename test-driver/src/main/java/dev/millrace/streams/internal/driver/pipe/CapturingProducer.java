package dev.millrace.streams.internal.driver.pipe;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A producer that puts every record into {@link MemoryTopics} at once. <i>Confined to the thread of the test.</i> */
public final class CapturingProducer extends MockProducer<byte[], byte[]> {
    private static final Node NOBODY = Node.noNode();

    private final MemoryTopics topics;

    /** Writes to {@code topics}. */
    public CapturingProducer(MemoryTopics topics) {
        super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        this.topics = topics;
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, @Nullable Callback callback) {
        long offset = topics.written(record);
        RecordMetadata metadata = new RecordMetadata(
                new TopicPartition(record.topic(), MemoryTopics.PARTITION),
                offset,
                0,
                record.timestamp() == null ? RecordMetadata.UNKNOWN_PARTITION : record.timestamp(),
                record.key() == null ? -1 : record.key().length,
                record.value() == null ? -1 : record.value().length);
        if (callback != null) {
            callback.onCompletion(metadata, null);
        }
        return CompletableFuture.completedFuture(metadata);
    }

    @Override
    public List<PartitionInfo> partitionsFor(String topic) {
        return List.of(new PartitionInfo(topic, MemoryTopics.PARTITION, NOBODY, new Node[0], new Node[0]));
    }
}
