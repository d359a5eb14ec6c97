/**
 * How keys with a time are laid out in bytes, the same as in Kafka Streams.
 *
 * <p>Comes in: serialised keys and times. Goes out: the keys of changelog records and what is read from them. Threads:
 * any, nothing here has state.
 */
@NullMarked
package dev.millrace.streams.internal.state.keys;

import org.jspecify.annotations.NullMarked;
