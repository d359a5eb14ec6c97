package dev.millrace.streams.internal;

/** Stands for a room of the streams modules. */
public record ClosedRoom() {}
