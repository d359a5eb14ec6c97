/**
 * Bytes from sockets become calls, responses become bytes.
 *
 * <p>{@link dev.millrace.broker.network.Acceptor} takes connections in on a thread of its own and hands them over;
 * {@link dev.millrace.broker.network.ConnectionLoop} owns them from then on, together with everything else that is
 * confined to the event-loop thread. Frames that are too large or cannot be understood close the connection they came
 * from.
 */
@NullMarked
package dev.millrace.broker.network;

import org.jspecify.annotations.NullMarked;
