/**
 * The way of a command to a broker: options that all commands share, clients made of them, answers waited for, and
 * failures told in one sentence.
 *
 * <p>A {@link dev.millrace.cli.session.SessionOptions} belongs to one command with its subcommands.
 */
@NullMarked
package dev.millrace.cli.session;

import org.jspecify.annotations.NullMarked;
