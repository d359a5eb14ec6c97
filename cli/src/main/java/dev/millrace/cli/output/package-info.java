/**
 * What commands say: tables for people, JSON for programs, one line for what went wrong.
 *
 * <p>In come values, out go characters on the streams of a {@link dev.millrace.cli.output.Terminal}. A JSON document is
 * made of maps, lists, texts, numbers, truth values and null, so that only {@link dev.millrace.cli.output.Json} knows
 * the library that writes it.
 */
@NullMarked
package dev.millrace.cli.output;

import org.jspecify.annotations.NullMarked;
