package dev.millrace.streams.state;

import java.util.ArrayList;
import java.util.List;

import dev.millrace.streams.DslStoreFormat;

import static dev.millrace.streams.DslStoreFormat.HEADERS;
import static dev.millrace.streams.DslStoreFormat.PLAIN;
import static dev.millrace.streams.DslStoreFormat.TIMESTAMPED;

/**
 * The dimensions in which window and session stores differ.
 *
 * @param onDisk or in the heap
 * @param cached whether changes are held back
 * @param logged whether there is a changelog
 * @param values what values have as the program sees them
 * @param made what the bytes below are made for; in the heap there is no difference
 * @param duplicates whether each put adds an entry
 * @param onClose whether it is the store of an operator that reads what has closed
 */
record TimedSetup(
        boolean onDisk,
        boolean cached,
        boolean logged,
        DslStoreFormat values,
        DslStoreFormat made,
        boolean duplicates,
        boolean onClose) {
    static final long CACHE_BYTES = 1 << 20;

    /** Every combination of a window store that makes sense. */
    static List<TimedSetup> windows() {
        List<TimedSetup> setups = new ArrayList<>();
        for (int choice = 0; choice < 24; choice++) {
            boolean onDisk = (choice & 1) == 0;
            boolean cached = (choice & 2) != 0;
            boolean logged = (choice & 4) == 0;
            DslStoreFormat values = DslStoreFormat.values()[choice >> 3];
            setups.add(new TimedSetup(onDisk, cached, logged, values, values, false, false));
        }
        // With a cache, Kafka Streams shows what the bytes do not keep for as long as its cache happens to have it.
        setups.add(onDisk(false, TIMESTAMPED, PLAIN));
        setups.add(onDisk(false, HEADERS, PLAIN));
        setups.add(onDisk(false, HEADERS, TIMESTAMPED));
        for (boolean cached : new boolean[] {false, true}) {
            setups.add(onDisk(cached, PLAIN, TIMESTAMPED));
            setups.add(onDisk(cached, PLAIN, HEADERS));
            setups.add(onDisk(cached, TIMESTAMPED, HEADERS));
        }
        setups.add(new TimedSetup(true, false, true, PLAIN, PLAIN, true, false));
        setups.add(new TimedSetup(false, false, true, PLAIN, PLAIN, true, false));
        setups.add(new TimedSetup(true, false, true, HEADERS, HEADERS, true, false));
        setups.add(new TimedSetup(true, false, true, TIMESTAMPED, TIMESTAMPED, false, true));
        return setups;
    }

    private static TimedSetup onDisk(boolean cached, DslStoreFormat values, DslStoreFormat made) {
        return new TimedSetup(true, cached, true, values, made, false, false);
    }

    /** Every combination of a session store. */
    static List<TimedSetup> sessions() {
        List<TimedSetup> setups = new ArrayList<>(windows());
        setups.removeIf(setup ->
                setup.duplicates() || setup.onClose() || setup.values() == TIMESTAMPED || setup.made() == TIMESTAMPED);
        setups.add(new TimedSetup(true, false, true, PLAIN, PLAIN, false, true));
        return setups;
    }

    boolean stamped() {
        return values == TIMESTAMPED;
    }

    long cacheBytes() {
        return cached ? CACHE_BYTES : 0;
    }

    @Override
    public String toString() {
        return (onDisk ? "on disk" : "in heap")
                + (cached ? ", cached" : "")
                + (logged ? ", logged" : "")
                + ", " + values.name
                + (made == values ? "" : " over " + made.name)
                + (duplicates ? ", duplicates" : "")
                + (onClose ? ", on close" : "");
    }
}
