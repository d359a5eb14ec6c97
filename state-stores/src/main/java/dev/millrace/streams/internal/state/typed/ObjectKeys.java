package dev.millrace.streams.internal.state.typed;

import dev.millrace.streams.internal.state.buffer.KeyForm;

/**
 * Keys held as they are. <i>Immutable.</i>
 *
 * @param <K> type of keys
 */
final class ObjectKeys<K> implements KeyForm<K> {
    private final Class<?> type;
    private final Coder<K> coder;

    ObjectKeys(Class<?> type, Coder<K> coder) {
        this.type = type;
        this.coder = coder;
    }

    @Override
    public Object held(K key) {
        if (!type.isInstance(key)) {
            throw coder.wrongType(key, null);
        }
        return key;
    }

    /** A string with half a surrogate pair is written with a question mark instead: take that string. */
    @Override
    public Object canonical(Object held) {
        return held instanceof String text && hasSurrogates(text) ? coder.read(bytes(held)) : held;
    }

    private static boolean hasSurrogates(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public byte[] bytes(Object held) {
        return coder.write(key(held));
    }

    @SuppressWarnings("unchecked")
    @Override
    public K key(Object held) {
        return (K) held;
    }

    @Override
    public K read(byte[] bytes) {
        return coder.read(bytes);
    }

    @Override
    public int weight(Object held) {
        return ImmutableTypes.weight(held);
    }
}
