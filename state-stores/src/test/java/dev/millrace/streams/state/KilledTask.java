package dev.millrace.streams.state;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

import org.apache.kafka.common.serialization.Serdes;
import org.rocksdb.BlockBasedTableConfig;

/**
 * The child process of {@link KillTest}: two stores of one task, written and committed without end. Commit n sets the
 * offset to n + 1 and every key of both stores to n, or deletes it, as {@link #valueAt} says.
 */
public final class KilledTask {
    static final int KEYS = 500;

    private KilledTask() {}

    /**
     * Runs until killed; prints each offset that was committed. Arguments: state directory, and whether memory is so
     * small that the database flushes in the background all the time.
     */
    public static void main(String[] arguments) throws IOException {
        FakeTask task = open(Path.of(arguments[0]), Boolean.parseBoolean(arguments[1]));
        TwoStores stores = TwoStores.open(task);
        Long offset = stores.first().committedOffset(FakeTask.CHANGELOG);
        for (long next = offset == null ? 0 : offset; ; next++) {
            for (int key = 0; key < KEYS; key++) {
                stores.first().put("k" + key, valueAt(next, key));
                stores.second().put("k" + key, valueAt(next, key));
            }
            task.commitAt(next + 1);
            System.out.println(next + 1);
        }
    }

    static FakeTask open(Path stateDir, boolean smallBuffers) {
        return new FakeTask(
                stateDir, 0, 1 << 20, smallBuffers ? Map.of("rocksdb.config.setter", SmallBuffers.class) : Map.of());
    }

    /** What commit {@code number} writes for a key: its number, or nothing for one key in seven. */
    static Long valueAt(long number, int key) {
        return (number + key) % 7 == 0 ? null : number;
    }

    /** Two stores of one task. */
    record TwoStores(KeyValueStore<String, Long> first, KeyValueStore<String, Long> second) {
        static TwoStores open(FakeTask task) {
            return new TwoStores(task.open(store("first")), task.open(store("second")));
        }

        private static KeyValueStore<String, Long> store(String name) {
            return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), Serdes.Long())
                    .withLoggingDisabled()
                    .build();
        }
    }

    /** Write buffers that are full after a few commits. */
    public static final class SmallBuffers implements RocksDBConfigSetter {
        @Override
        public void setConfig(String storeName, org.rocksdb.Options options, Map<String, Object> configs) {
            options.setWriteBufferSize(64 << 10);
            ((BlockBasedTableConfig) options.tableFormatConfig()).setBlockSize(1 << 10);
        }

        @Override
        public void close(String storeName, org.rocksdb.Options options) {
            // Made nothing native.
        }
    }
}
