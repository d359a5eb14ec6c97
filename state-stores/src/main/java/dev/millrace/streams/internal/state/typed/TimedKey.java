package dev.millrace.streams.internal.state.typed;

/**
 * Key of an entry that belongs to a time: what the buffer of a window or session store looks up. Equal if all its parts
 * are. <i>Immutable.</i>
 */
sealed interface TimedKey permits HeldWindowKey, HeldSessionKey {
    /** The key alone, in the form in which it is held. */
    Object userKey();

    /** The same time with another key. */
    TimedKey withUserKey(Object other);

    /** Start of the window or session, milliseconds since the epoch. */
    long start();

    /** The time by which the entry is kept and dropped, milliseconds since the epoch. */
    long time();

    /** Order of entries of one key: by time, then by what else tells them apart. */
    int compareInKey(TimedKey other);

    /** The stored key, but for its segment. */
    byte[] write(byte[] serialisedUserKey);
}
