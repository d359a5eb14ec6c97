/**
 * What goes wrong, one type for each thing a caller can do about it, and the handlers that decide.
 */
@NullMarked
package dev.millrace.streams.errors;

import org.jspecify.annotations.NullMarked;
