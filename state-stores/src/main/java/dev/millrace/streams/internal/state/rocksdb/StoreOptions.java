package dev.millrace.streams.internal.state.rocksdb;

import java.util.Map;

import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompactionStyle;
import org.rocksdb.CompressionType;
import org.rocksdb.Filter;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.Options;

import dev.millrace.streams.state.RocksDBConfigSetter;

/**
 * Options of one store's column family: our defaults, then what the user's {@link RocksDBConfigSetter} makes of them.
 * <i>Confined to the thread that owns the task.</i>
 */
final class StoreOptions implements AutoCloseable {
    private static final String SETTER_KEY = "rocksdb.config.setter";
    /** Each memtable takes its filter at once, full or empty, so it is small: ten bits for a key of 16 bytes. */
    private static final double MEMTABLE_FILTER_PART = 0.01;
    /** Small, since each column family takes one block at its first write. */
    private static final long ARENA_BLOCK_BYTES = 128L << 10;

    private final String storeName;
    private final Filter filter = new BloomFilter(10);
    private final Options options = new Options();
    private final @Nullable RocksDBConfigSetter setter;
    private final ColumnFamilyOptions familyOptions;

    StoreOptions(String storeName, RocksMemory memory, Map<String, Object> configs) {
        this.storeName = storeName;
        options.setTableFormatConfig(new BlockBasedTableConfig()
                .setBlockCache(memory.blocks())
                .setCacheIndexAndFilterBlocks(true)
                .setCacheIndexAndFilterBlocksWithHighPriority(true)
                .setPinL0FilterAndIndexBlocksInCache(true)
                .setFilterPolicy(filter));
        options.setWriteBufferSize(memory.memtableBytes())
                .setArenaBlockSize(ARENA_BLOCK_BYTES)
                .setMemtablePrefixBloomSizeRatio(MEMTABLE_FILTER_PART)
                .setMemtableWholeKeyFiltering(true)
                .setCompressionType(CompressionType.NO_COMPRESSION)
                .setCompactionStyle(CompactionStyle.UNIVERSAL)
                .setInfoLogLevel(InfoLogLevel.ERROR_LEVEL)
                .setStatsDumpPeriodSec(0)
                .setMaxOpenFiles(-1)
                .setWriteBufferManager(memory.writeBuffers());
        setter = setterOf(configs);
        if (setter != null) {
            setter.setConfig(storeName, options, configs);
        }
        familyOptions = new ColumnFamilyOptions(options);
    }

    private static @Nullable RocksDBConfigSetter setterOf(Map<String, Object> configs) {
        Object type = configs.get(SETTER_KEY);
        if (type == null) {
            return null;
        }
        try {
            Class<? extends RocksDBConfigSetter> setterType = type instanceof Class<?> loaded
                    ? loaded.asSubclass(RocksDBConfigSetter.class)
                    : Utils.loadClass(type.toString(), RocksDBConfigSetter.class);
            return Utils.newInstance(setterType);
        } catch (ClassNotFoundException | ClassCastException e) {
            throw new ConfigException(SETTER_KEY, type, "must name a class that implements RocksDBConfigSetter: " + e);
        }
    }

    /** All options, for those that concern a whole database. */
    Options options() {
        return options;
    }

    /** The options of the column family. */
    ColumnFamilyOptions familyOptions() {
        return familyOptions;
    }

    @Override
    public void close() {
        if (setter != null) {
            setter.close(storeName, options);
        }
        familyOptions.close();
        options.close();
        filter.close();
    }
}
