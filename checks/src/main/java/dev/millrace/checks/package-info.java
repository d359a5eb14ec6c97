/**
 * What the build says no to inside one module: arrows between rooms that nobody decided on, clocks, sleeps and threads
 * away from the edges, inner packages of kafka-clients outside the rooms that wrap them.
 *
 * <p>In comes a {@code rooms.txt} of the module and its compiled classes, out go sentences that name the class, what it
 * does and what is allowed. Each module runs the rules by extending {@link dev.millrace.checks.LayeringContract} in its
 * tests; everything here runs in the test thread.
 *
 * <p>A {@code rooms.txt} has up to three sections. A room is one package, named relative to the root in the header of
 * the first section:
 *
 * <pre>{@code
 * [rooms dev.millrace.broker]
 * settings:
 * log: settings io
 * examples: log dev.millrace.streams.internal.spi      a package outside the root is written in full
 *
 * [edges]                                              clock, sleep and new threads are allowed here
 * embedded.Broker: starts the threads of the broker
 *
 * [inner clients]                                      inner packages of kafka-clients are allowed here
 * log: batches on disk are the client library's record batches
 * }</pre>
 *
 * <p>A room may name only rooms listed above it, so the graph has no cycle and reads from top to bottom.
 */
@NullMarked
package dev.millrace.checks;

import org.jspecify.annotations.NullMarked;
