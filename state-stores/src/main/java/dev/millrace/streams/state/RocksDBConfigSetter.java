package dev.millrace.streams.state;

import java.util.Map;

import org.rocksdb.Options;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes options of RocksDB, store by store; named by {@code rocksdb.config.setter}. Needs a public constructor
 * without arguments; each store has an instance of its own. <i>Confined to the thread that owns the task.</i>
 *
 * <p>The stores of a task share one database. Options of the column family (write buffer, table format, compaction)
 * hold for the store they are set for; those of the whole database (background jobs, open files) are taken from the
 * store that is opened first.
 */
public interface RocksDBConfigSetter {
    /** For implementations that report what they do. */
    Logger LOG = LoggerFactory.getLogger(RocksDBConfigSetter.class);

    /**
     * Changes {@code options}, which hold our defaults.
     *
     * @param configs all configurations given to the application
     */
    void setConfig(String storeName, Options options, Map<String, Object> configs);

    /** Closes native objects that {@link #setConfig} made, such as caches and filters. */
    void close(String storeName, Options options);
}
