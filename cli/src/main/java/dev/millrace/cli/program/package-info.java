/**
 * The command line as a whole: which commands there are, how the words of other tools are understood, what the exit
 * codes mean, and the {@code main} method.
 *
 * <p>Exit codes are 0 when everything was done, 1 when something failed and 2 when the command line makes no sense. The
 * main thread is in here; a signal to stop arrives in another.
 */
@NullMarked
package dev.millrace.cli.program;

import org.jspecify.annotations.NullMarked;
