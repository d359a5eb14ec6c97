package dev.millrace.streams.internal.state.versioned;

import java.nio.ByteBuffer;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.state.buffer.ValueForm;

/**
 * The form of versions and deletions.
 *
 * <pre>
 * time (8 bytes, big endian) | 1 for a value, 0 for a deletion (1 byte) | raw value
 * </pre>
 *
 * <p><i>Immutable.</i>
 */
record TimedValues(ValueForm<?> values) implements ValueForm<Timed> {
    private static final byte[] NOTHING = new byte[0];
    private static final byte DELETION = 0;
    private static final byte VALUE = 1;
    private static final int FIXED = Long.BYTES + 1;

    @Override
    public @Nullable Object held(Timed value) {
        return value;
    }

    @Override
    public Object settled(Object held) {
        return held;
    }

    @Override
    public Timed value(Object held) {
        return (Timed) held;
    }

    @Override
    public byte[] raw(Object held) {
        Object value = value(held).held();
        return value == null ? NOTHING : values.raw(value);
    }

    @Override
    public byte[] stored(Object held, byte[] raw) {
        Timed timed = value(held);
        return ByteBuffer.allocate(FIXED + raw.length)
                .putLong(timed.time())
                .put(timed.deletion() ? DELETION : VALUE)
                .put(raw)
                .array();
    }

    @Override
    public Object read(byte[] stored) {
        long time = ByteBuffer.wrap(stored).getLong();
        boolean deletion = stored[Long.BYTES] == DELETION;
        return new Timed(time, deletion ? null : values.read(Arrays.copyOfRange(stored, FIXED, stored.length)));
    }

    @Override
    public byte[] restored(byte[] raw, long timestamp) {
        throw new IllegalStateException("A changelog record is put like any other version");
    }

    @Override
    public boolean stamped() {
        return true;
    }

    @Override
    public long timestamp(Object held) {
        return value(held).time();
    }

    @Override
    public int weight(Object held) {
        Object value = value(held).held();
        return 24 + (value == null ? 0 : values.weight(value));
    }
}
