package dev.millrace.streams.internal.state.rocksdb;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Where the layout of a store's values is noted in the default column family of a task's database.
 *
 * <pre>
 * key    'l' | name of the store (UTF-8)
 * value  mark of {@link ValueLayout}; '?' while the store is emptied and filled again
 * </pre>
 */
final class LayoutKeyV1 {
    /** Value while the store holds less than its changelog offset says. */
    static final byte[] INCOMPLETE = {'?'};

    private LayoutKeyV1() {}

    static byte[] key(String storeName) {
        byte[] name = storeName.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1 + name.length).put((byte) 'l').put(name).array();
    }
}
