package dev.millrace.streams.internal.state.typed;

import org.apache.kafka.common.header.Headers;

import dev.millrace.streams.internal.state.buffer.Chronology;
import dev.millrace.streams.internal.state.buffer.KeyForm;
import dev.millrace.streams.internal.state.keys.KeyLayout;
import dev.millrace.streams.internal.state.keys.SegmentKeyV1;
import dev.millrace.streams.internal.state.segments.Segments;

/**
 * The form of keys with a time: around the form of the key alone. <i>Immutable.</i>
 *
 * @param userKeys form of the key alone
 * @param layout how a key is stored
 * @param segments slices of time they are stored in
 */
record TimedKeys(KeyForm<?> userKeys, KeyLayout layout, Segments segments) implements KeyForm<TimedKey>, Chronology {
    /** The key's object, 40 bytes, and its part of what keeps the entries of a key in order of time. */
    private static final int KEY_BYTES = 100;

    @Override
    public Object held(TimedKey key) {
        return key;
    }

    @Override
    public Object canonical(Object held) {
        TimedKey key = (TimedKey) held;
        Object canonical = userKeys.canonical(key.userKey());
        return canonical == key.userKey() ? key : key.withUserKey(canonical);
    }

    @Override
    public byte[] bytes(Object held) {
        TimedKey key = (TimedKey) held;
        return SegmentKeyV1.head(
                layout.write(userKeys.bytes(key.userKey()), key.time(), key.other()), segments.of(key.time()));
    }

    @Override
    public TimedKey key(Object held) {
        return (TimedKey) held;
    }

    @Override
    public long time(Object held) {
        return ((TimedKey) held).time();
    }

    @Override
    public Object keyAlone(Object held) {
        return ((TimedKey) held).userKey();
    }

    @Override
    public int compare(Object held, Object other) {
        return ((TimedKey) held).compareInKey((TimedKey) other);
    }

    /** The key that stored bytes hold, whose key alone is known. */
    TimedKey read(Object userKey, byte[] bytes) {
        return new TimedKey(userKey, layout.time(bytes), layout.other(bytes));
    }

    @Override
    public TimedKey read(byte[] bytes) {
        return read(userKeys.readHeld(layout.keyOf(bytes)), bytes);
    }

    @Override
    public byte[] changelogKey(byte[] stored) {
        return SegmentKeyV1.changelogKey(stored);
    }

    @Override
    public byte[] storedKey(byte[] changelogKey) {
        return SegmentKeyV1.stored(segments.of(layout.time(changelogKey)), changelogKey);
    }

    @Override
    public int weight(Object held) {
        return KEY_BYTES + userKeys.weight(((TimedKey) held).userKey());
    }

    @Override
    public void addHeaders(Object held, Headers headers) {
        userKeys.addHeaders(((TimedKey) held).userKey(), headers);
    }
}
