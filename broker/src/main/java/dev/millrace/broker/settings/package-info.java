/**
 * What a broker and its logs are told to do.
 *
 * <p>In come the string keys of Apache Kafka (topic configurations, broker properties); out go immutable records that
 * have been checked. Behind this room nobody sees a string key, except to show it to a client that asks. Every thread
 * may be in here: nothing changes after construction.
 */
@NullMarked
package dev.millrace.broker.settings;

import org.jspecify.annotations.NullMarked;
