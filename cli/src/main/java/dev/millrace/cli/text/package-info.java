/**
 * What words on a command line mean: spans of time, moments, ranges of numbers, patterns of names, escapes, and the
 * ways to write bytes as text and back.
 *
 * <p>In comes a word, out comes a value or {@link dev.millrace.cli.output.WrongUsage} with what is allowed. Any thread
 * may be in here.
 */
@NullMarked
package dev.millrace.cli.text;

import org.jspecify.annotations.NullMarked;
