/**
 * The DSL: programs over streams of records and the tables that they add up to.
 *
 * <p>A {@code KStream} is every record by itself: two records with one key are two facts. A {@code KTable} is the
 * latest value of each key: the second record replaces the first, and a null value removes the key. Grouping a stream
 * and counting, reducing or aggregating the groups makes a table; {@code toStream()} makes the table's changes a stream
 * again.
 *
 * <p>A call that changes keys puts nothing through a topic by itself; the first later step that needs all records of a
 * key in one place does, by a repartition topic that carries the name of that step. So name the steps with state
 * ({@code Grouped.as}, {@code Materialized.as}): a generated name holds a running number, which moves when the program
 * grows, and with it the topic.
 *
 * <p>Records meet in joins. Two streams are joined by key within a window of time, both being kept for its length; a
 * stream is joined with the row that a table has just then; two tables make a third that follows both, by their keys or
 * by a foreign key. A left or outer join goes on with what has no partner: of streams once none can come any more
 * (KIP-633), also without a key (KIP-962). A table with versions is asked for the row of the record's time, and what
 * changes its past makes no new result (KIP-914).
 *
 * <p>Comes in: calls on {@code StreamsBuilder} and what it returns. Goes out: a plan, which {@code build()} turns
 * into a topology. Thread: the one that writes the program; the functions handed in run later, on the thread of each
 * task, and may be called by several threads at once when they are shared.
 */
@NullMarked
package dev.millrace.streams.kstream;

import org.jspecify.annotations.NullMarked;
