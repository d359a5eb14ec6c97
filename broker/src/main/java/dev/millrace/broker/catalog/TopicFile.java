package dev.millrace.broker.catalog;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

import org.apache.kafka.common.Uuid;

/**
 * The bytes that describe a topic; strings are a length (short) and modified UTF-8, as {@code DataOutput.writeUTF}.
 *
 * <pre>
 *  0 version = 1  byte
 *  1 topic id     two longs
 * 17 name         string
 *    partitions   int
 *    overrides    int, then for each, in the order of names: name string, value string
 * </pre>
 */
final class TopicFile {

    private static final byte VERSION = 1;

    private TopicFile() {}

    static byte[] encode(Topic topic) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeByte(VERSION);
            out.writeLong(topic.id().getMostSignificantBits());
            out.writeLong(topic.id().getLeastSignificantBits());
            out.writeUTF(topic.name());
            out.writeInt(topic.partitionCount());
            out.writeInt(topic.config().size());
            for (Map.Entry<String, String> override : new TreeMap<>(topic.config()).entrySet()) {
                out.writeUTF(override.getKey());
                out.writeUTF(override.getValue());
            }
            return bytes.toByteArray();
        } catch (IOException tooLong) {
            throw new UncheckedIOException("topic " + topic.name() + " cannot be described", tooLong);
        }
    }

    /**
     * Reads a description.
     *
     * @throws IOException if the bytes are of another version or end early
     */
    static Topic decode(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        byte version = in.readByte();
        if (version != VERSION) {
            throw new IOException("topic description has version " + version + ", known is " + VERSION);
        }
        Uuid id = new Uuid(in.readLong(), in.readLong());
        String name = in.readUTF();
        int partitions = in.readInt();
        Map<String, String> config = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            config.put(in.readUTF(), in.readUTF());
        }
        return new Topic(name, id, partitions, config);
    }
}
