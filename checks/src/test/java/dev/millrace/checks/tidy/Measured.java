package dev.millrace.checks.tidy;

/**
 * Something with a length, to be ranked by it.
 *
 * @param name what it is
 * @param lines how many lines it has
 */
record Measured(String name, int lines) {}
