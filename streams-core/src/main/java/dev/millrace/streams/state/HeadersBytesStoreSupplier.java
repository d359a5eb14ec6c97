package dev.millrace.streams.state;

/** Marks a supplier of stores that keep headers: see {@link HeadersBytesStore}. */
public interface HeadersBytesStoreSupplier {}
