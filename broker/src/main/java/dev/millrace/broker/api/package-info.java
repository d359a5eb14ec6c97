/**
 * What each request means: one handler per API of the Kafka protocol.
 *
 * <p>In come parsed requests, one {@link dev.millrace.broker.api.Call} each; out go response messages, at once or
 * later. The {@link dev.millrace.broker.api.Dispatcher} finds the handler; which handlers there are is said in one
 * place, {@link dev.millrace.broker.api.Apis}, and what is not there is not offered to clients. Topic ids and names
 * are resolved here, at the edge. A record on its way in passes {@link dev.millrace.broker.api.ProduceHandler}, on
 * its way out {@link dev.millrace.broker.api.FetchHandler}.
 *
 * <p>Everything runs on the event-loop thread and must not block: what waits for the disk is handed to the flush
 * thread, whose answer comes back through the loop.
 */
@NullMarked
package dev.millrace.broker.api;

import org.jspecify.annotations.NullMarked;
