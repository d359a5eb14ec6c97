/**
 * What programs rarely name but may meet: the contract of serializers for keys with a window, under the name it has in
 * Kafka Streams.
 */
@NullMarked
package dev.millrace.streams.kstream.internals;

import org.jspecify.annotations.NullMarked;
