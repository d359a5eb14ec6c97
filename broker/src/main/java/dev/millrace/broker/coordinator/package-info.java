/**
 * Runs a coordinator that is written as a function: requests become records and replies, records become state by
 * replay.
 *
 * <p>A {@link dev.millrace.broker.coordinator.Shard} knows neither sockets nor files nor clocks. One event (a
 * request, a time-out, a closed connection) is one {@link dev.millrace.broker.coordinator.Turn}: the shard writes
 * records into it and leaves its replies there. The {@link dev.millrace.broker.coordinator.ShardRunner} appends the
 * records to the coordinator's internal topic, replays them into the shard, and delivers the replies once the records
 * are durable. Loading after a restart is the same replay.
 *
 * <p>Everything runs on the event-loop thread, except for loading, which happens before that thread starts. Word from
 * the disk arrives on the flush thread and is handed to the loop at once.
 */
@NullMarked
package dev.millrace.broker.coordinator;

import org.jspecify.annotations.NullMarked;
