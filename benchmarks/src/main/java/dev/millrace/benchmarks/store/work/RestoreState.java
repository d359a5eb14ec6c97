package dev.millrace.benchmarks.store.work;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Serdes;

import dev.millrace.benchmarks.store.StoreTask;
import dev.millrace.benchmarks.store.StoreWork;
import dev.millrace.streams.processor.StateStoreContext;
import dev.millrace.streams.state.KeyValueStore;
import dev.millrace.streams.state.Stores;

/** Restores 1,000 records of 100 bytes, of a changelog in which a million keys come in no order. */
public final class RestoreState implements StoreWork {

    private static final int RECORDS = 1_000;

    private final Keys keys = new Keys(1_000_000);
    private final byte[] value = new byte[100];
    private StoreTask task;
    private long offset;

    @Override
    public void open(StoreTask opened) {
        task = opened;
        KeyValueStore<String, byte[]> store = Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore("blobs"), Serdes.String(), Serdes.ByteArray())
                .build();
        store.init((StateStoreContext) task.context(), store);
    }

    @Override
    public Object once() {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>(RECORDS);
        for (int record = 0; record < RECORDS; record++) {
            byte[] key = keys.next().getBytes(StandardCharsets.UTF_8);
            records.add(new ConsumerRecord<>("benchmark-blobs-changelog", 0, offset++, key, value));
        }
        task.restore(records);
        return offset;
    }
}
