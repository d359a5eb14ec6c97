/**
 * What commands say: tables for people, JSON for programs, one line for what went wrong.
 *
 * <p>In come values, out go characters on the streams of a {@link dev.millrace.cli.output.Console}. A JSON document is
 * made of maps, lists, texts, numbers, truth values and null, so that only {@link dev.millrace.cli.output.Json} knows
 * the library that writes it. The thread of the command is in here.
 */
@NullMarked
package dev.millrace.cli.output;

import org.jspecify.annotations.NullMarked;
