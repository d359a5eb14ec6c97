package dev.millrace.broker.embedded;

import org.apache.kafka.common.utils.AppInfoParser;

/**
 * Checks that the client library on the class path is the one the broker was built for: it uses inner classes of it,
 * which move between releases. Without state.
 */
final class ClientLibrary {
    private static final String NEEDED = "4.3.";
    private static final String MOVED = "org.apache.kafka.common.record.internal.MemoryRecords";

    private ClientLibrary() {}

    /**
     * Checks the library.
     *
     * @throws IllegalStateException saying in one sentence what is there and what is needed
     */
    static void check() {
        check(AppInfoParser.getVersion(), MOVED);
    }

    static void check(String version, String neededClass) {
        try {
            Class.forName(neededClass, false, ClientLibrary.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(sentence(version), e);
        }
        if (!version.startsWith(NEEDED)) {
            throw new IllegalStateException(sentence(version));
        }
    }

    private static String sentence(String version) {
        return "The Millrace broker needs kafka-clients " + NEEDED + "x, but version " + version
                + " is on the class path.";
    }
}
