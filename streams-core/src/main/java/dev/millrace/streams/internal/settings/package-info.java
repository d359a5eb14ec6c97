/**
 * The configuration, read once: behind this room nothing sees a key in the form of a string.
 *
 * <p>Comes in: {@code StreamsConfig}. Goes out: immutable records. Any thread.
 */
@NullMarked
package dev.millrace.streams.internal.settings;

import org.jspecify.annotations.NullMarked;
