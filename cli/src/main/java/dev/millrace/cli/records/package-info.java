/**
 * Records in and out: {@code produce} reads lines, files or JSON and writes records, {@code consume} reads records
 * and writes lines or JSON. JSON that one writes the other reads.
 *
 * <p>Options and formats follow kcat where it has a word for the thing.
 */
@NullMarked
package dev.millrace.cli.records;

import org.jspecify.annotations.NullMarked;
