/**
 * How long a stand-alone broker takes to its first acknowledged record, and how much memory it holds while idle.
 *
 * <p>In comes the command that starts a broker, out goes a line with the figures. The main thread starts the broker
 * as a process of its own and talks to it by the protocol.
 */
@NullMarked
package dev.millrace.benchmarks.startup;

import org.jspecify.annotations.NullMarked;
