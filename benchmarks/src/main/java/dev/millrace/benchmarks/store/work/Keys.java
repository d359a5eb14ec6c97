package dev.millrace.benchmarks.store.work;

/**
 * Keys made in advance, drawn evenly in an order that is the same each time.
 *
 * <p><em>Confined to one thread.</em>
 */
final class Keys {

    private final String[] keys;
    private long state = 1;

    Keys(int count) {
        keys = new String[count];
        for (int key = 0; key < count; key++) {
            keys[key] = String.format("key-%09d", key);
        }
    }

    String next() {
        return keys[nextIndex()];
    }

    /** Steps a linear congruential generator with Knuth's constants for MMIX. */
    int nextIndex() {
        state = state * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
        return (int) ((state >>> 33) % keys.length);
    }

    String get(int index) {
        return keys[index];
    }

    int count() {
        return keys.length;
    }
}
