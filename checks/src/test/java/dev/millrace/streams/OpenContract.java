package dev.millrace.streams;

/** Stands for the public API, which is not on the class path of the checks. */
public record OpenContract() {}
