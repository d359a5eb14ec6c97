/**
 * Puts a broker together, starts it and takes it apart again.
 *
 * <p>In come settings; out goes a {@link dev.millrace.broker.embedded.Broker} that answers clients when {@code start}
 * returns and has left nothing behind when {@code close} returns. {@link dev.millrace.broker.embedded.BrokerMain} is
 * the same as a program. This is the only room that creates threads, four for each broker: one accepts connections,
 * one runs the event loop, one syncs logs, one keeps house.
 */
@NullMarked
package dev.millrace.broker.embedded;

import org.jspecify.annotations.NullMarked;
