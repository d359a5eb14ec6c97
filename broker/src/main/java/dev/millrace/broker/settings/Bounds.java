package dev.millrace.broker.settings;

/** The one check that every numeric setting needs. */
final class Bounds {

    private Bounds() {}

    static void atLeast(String name, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be at least " + least + ": " + value);
        }
    }
}
