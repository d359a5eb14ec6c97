package dev.millrace.cli.output;

import java.io.InputStream;
import java.io.PrintStream;
import java.time.InstantSource;

/**
 * What a command has around it.
 *
 * <p><em>Immutable; the streams are used by the thread of the command.</em>
 *
 * @param in standard input
 * @param out results
 * @param err everything else
 * @param clock tells the time
 * @param interrupt tells when the user wants an end
 */
public record Terminal(InputStream in, PrintStream out, PrintStream err, InstantSource clock, Interrupt interrupt) {}
