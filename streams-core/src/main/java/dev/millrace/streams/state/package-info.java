/**
 * Contracts of state stores: typed key-value maps that belong to a task, are logged to a changelog topic and can be
 * queried read-only from other threads.
 */
@NullMarked
package dev.millrace.streams.state;

import org.jspecify.annotations.NullMarked;
