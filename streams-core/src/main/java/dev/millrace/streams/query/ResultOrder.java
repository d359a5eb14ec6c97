package dev.millrace.streams.query;

/** In which order the entries of an answer are wanted. */
public enum ResultOrder {
    /** Whatever is cheapest for the store. */
    ANY,
    /** Smallest key or oldest version first. */
    ASCENDING,
    /** Largest key or newest version first. */
    DESCENDING
}
