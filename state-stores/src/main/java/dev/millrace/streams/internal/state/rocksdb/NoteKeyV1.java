package dev.millrace.streams.internal.state.rocksdb;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Where a store's note is in the default column family of a task's database.
 *
 * <pre>
 * key    'n' | name of the store (UTF-8)
 * </pre>
 */
final class NoteKeyV1 {
    private NoteKeyV1() {}

    static byte[] key(String storeName) {
        byte[] name = storeName.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1 + name.length).put((byte) 'n').put(name).array();
    }
}
