package dev.millrace.streams.state;

import java.util.ArrayList;
import java.util.List;

/**
 * The dimensions in which window and session stores differ.
 *
 * @param onDisk or in the heap
 * @param cached whether changes are held back
 * @param logged whether there is a changelog
 * @param stamped whether values have their time
 * @param duplicates whether each put adds an entry
 * @param onClose whether it is the store of an operator that reads what has closed
 */
record TimedSetup(
        boolean onDisk, boolean cached, boolean logged, boolean stamped, boolean duplicates, boolean onClose) {
    static final long CACHE_BYTES = 1 << 20;

    /** Every combination of a window store that makes sense. */
    static List<TimedSetup> windows() {
        List<TimedSetup> setups = new ArrayList<>();
        for (int choice = 0; choice < 16; choice++) {
            boolean onDisk = (choice & 1) == 0;
            boolean cached = (choice & 2) != 0;
            boolean logged = (choice & 4) == 0;
            boolean stamped = (choice & 8) != 0;
            setups.add(new TimedSetup(onDisk, cached, logged, stamped, false, false));
        }
        setups.add(new TimedSetup(true, false, true, false, true, false));
        setups.add(new TimedSetup(false, false, true, false, true, false));
        setups.add(new TimedSetup(true, false, true, true, false, true));
        return setups;
    }

    /** Every combination of a session store. */
    static List<TimedSetup> sessions() {
        List<TimedSetup> setups = new ArrayList<>(windows());
        setups.removeIf(setup -> setup.stamped() || setup.duplicates());
        setups.add(new TimedSetup(true, false, true, false, false, true));
        return setups;
    }

    long cacheBytes() {
        return cached ? CACHE_BYTES : 0;
    }

    @Override
    public String toString() {
        return (onDisk ? "on disk" : "in heap")
                + (cached ? ", cached" : "")
                + (logged ? ", logged" : "")
                + (stamped ? ", stamped" : "")
                + (duplicates ? ", duplicates" : "")
                + (onClose ? ", on close" : "");
    }
}
