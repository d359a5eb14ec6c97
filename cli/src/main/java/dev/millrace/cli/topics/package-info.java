/**
 * Topics: list, create, describe, alter and delete them, and delete their oldest records.
 *
 * <p>Each class but {@link dev.millrace.cli.topics.TopicsCommand} and the selection of names is one subcommand, filled
 * by the parser and called once, in the thread of the command.
 */
@NullMarked
package dev.millrace.cli.topics;

import org.jspecify.annotations.NullMarked;
