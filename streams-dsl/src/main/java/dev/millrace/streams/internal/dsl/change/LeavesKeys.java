package dev.millrace.streams.internal.dsl.change;

/** A processor that forwards records under the keys they came with, and so can be shown as one with fixed keys. */
public interface LeavesKeys {}
