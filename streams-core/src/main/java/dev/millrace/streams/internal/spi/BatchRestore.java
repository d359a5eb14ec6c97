package dev.millrace.streams.internal.spi;

import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

import dev.millrace.streams.processor.StateRestoreCallback;

/**
 * How our own stores take back changelog records: large batches, applied in one step with the offset they end at, so
 * that an interrupted restore goes on where it was. Registered as the store's restore callback.
 */
public interface BatchRestore extends StateRestoreCallback {
    /**
     * Applies records in changelog order, a later one for a key replacing an earlier one.
     *
     * @param nextOffset offset after the last record, exclusive, to be stored with them
     */
    void restoreBatch(TopicPartition changelog, List<ConsumerRecord<byte[], byte[]>> records, long nextOffset);
}
