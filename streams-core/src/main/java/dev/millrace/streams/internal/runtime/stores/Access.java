package dev.millrace.streams.internal.runtime.stores;

/**
 * What somebody may do with a store.
 *
 * @param iterators where those are noted that he opens
 * @param readOnly whether he may only read: so do tasks with a global store, which others fill
 */
record Access(OpenIterators iterators, boolean readOnly) {}
