package dev.millrace.cli.text;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.Function;

import dev.millrace.cli.output.Json;

/**
 * How the bytes of a key or a value are written as text: for those who read, and back for those who write. Numbers are
 * big-endian, as the serialisers of kafka-clients write them.
 */
public enum ByteFormat {
    /** UTF-8. */
    STRING(bytes -> new String(bytes, StandardCharsets.UTF_8), text -> text.getBytes(StandardCharsets.UTF_8)),
    /** Eight bytes. */
    LONG(bytes -> fixed(bytes, Long.BYTES).getLong(), text -> ByteBuffer.allocate(Long.BYTES)
            .putLong(Long.parseLong(text))
            .array()),
    /** Four bytes. */
    INT(bytes -> fixed(bytes, Integer.BYTES).getInt(), text -> ByteBuffer.allocate(Integer.BYTES)
            .putInt(Integer.parseInt(text))
            .array()),
    /** Two bytes. */
    SHORT(bytes -> fixed(bytes, Short.BYTES).getShort(), text -> ByteBuffer.allocate(Short.BYTES)
            .putShort(Short.parseShort(text))
            .array()),
    /** Eight bytes, IEEE 754. */
    DOUBLE(bytes -> fixed(bytes, Double.BYTES).getDouble(), text -> ByteBuffer.allocate(Double.BYTES)
            .putDouble(Double.parseDouble(text))
            .array()),
    /** Four bytes, IEEE 754. */
    FLOAT(bytes -> fixed(bytes, Float.BYTES).getFloat(), text -> ByteBuffer.allocate(Float.BYTES)
            .putFloat(Float.parseFloat(text))
            .array()),
    /** Any bytes, two digits each. */
    HEX(bytes -> HexFormat.of().formatHex(bytes), text -> HexFormat.of().parseHex(text)),
    /** Any bytes, as RFC 4648 says. */
    BASE64(bytes -> Base64.getEncoder().encodeToString(bytes), text -> Base64.getDecoder()
            .decode(text)),
    /** JSON in UTF-8: checked, and a part of the document in JSON output rather than a text in it. */
    JSON(bytes -> Json.embed(new String(bytes, StandardCharsets.UTF_8)), text -> {
        Json.embed(text);
        return text.getBytes(StandardCharsets.UTF_8);
    });

    private final Function<byte[], Object> decoder;
    private final Function<String, byte[]> encoder;

    ByteFormat(Function<byte[], Object> decoder, Function<String, byte[]> encoder) {
        this.decoder = decoder;
        this.encoder = encoder;
    }

    /**
     * Returns what bytes mean.
     *
     * @return a text, a number, or JSON
     * @throws IllegalArgumentException if the bytes are not of this format
     */
    public Object decode(byte[] bytes) {
        return decoder.apply(bytes);
    }

    /**
     * Returns what bytes mean, as text.
     *
     * @throws IllegalArgumentException if the bytes have another format
     */
    public String show(byte[] bytes) {
        Object decoded = decode(bytes);
        return this == JSON ? new String(bytes, StandardCharsets.UTF_8) : decoded.toString();
    }

    /**
     * Returns the bytes of a text.
     *
     * @throws IllegalArgumentException if the text is not of this format
     */
    public byte[] encode(String text) {
        try {
            return encoder.apply(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("\"" + text + "\" is no " + this + ": " + e.getMessage(), e);
        }
    }

    private static ByteBuffer fixed(byte[] bytes, int size) {
        if (bytes.length != size) {
            throw new IllegalArgumentException(bytes.length + " bytes where " + size + " are needed");
        }
        return ByteBuffer.wrap(bytes);
    }

    /** Returns the name as the command line has it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
