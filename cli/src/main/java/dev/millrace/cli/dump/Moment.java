package dev.millrace.cli.dump;

/**
 * A timestamp in what is shown: a date for people, milliseconds since 1970 for programs.
 *
 * @param timestampMs milliseconds since 1970; -1 if there is none
 */
record Moment(long timestampMs) {}
