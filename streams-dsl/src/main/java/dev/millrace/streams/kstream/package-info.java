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
 * <h2>Null, time and headers</h2>
 *
 * <p>What is dropped is in {@code dropped-records-total} of the task, unless the table says otherwise.
 *
 * <table>
 * <caption>What operators do with records that lack something, and what their results carry</caption>
 * <tr><th>operator</th><th>null key</th><th>null value</th><th>time and headers of results</th></tr>
 * <tr><td>{@code filter}, {@code map}, {@code mapValues}, {@code flatMap}, {@code flatMapValues}, {@code peek}, {@code
 *     foreach}, {@code split}, {@code merge}, {@code process}, {@code to}</td>
 *     <td>goes through</td><td>goes through</td><td>those of the record</td></tr>
 * <tr><td>{@code repartition}, and repartitioning before an aggregation or a table</td>
 *     <td>not written, not counted</td><td>written</td><td>those of the record</td></tr>
 * <tr><td>{@code count}, {@code reduce}, {@code aggregate}, {@code cogroup} without windows, or in sliding ones</td>
 *     <td>dropped</td><td>dropped</td>
 *     <td>the largest time of the records in it; headers of the last record</td></tr>
 * <tr><td>the same in time windows and sessions</td><td>dropped</td><td>counts, and reaches the aggregator</td>
 *     <td>the same; the time of a session is its end</td></tr>
 * <tr><td>{@code table}, {@code toTable}, {@code globalTable}</td><td>dropped</td><td>deletes the row</td>
 *     <td>those of the record</td></tr>
 * <tr><td>operators of tables</td><td>there is none</td><td>a deleted row is handed on as null, and never reaches a
 *     function</td><td>the row's time; headers of the record that changed it</td></tr>
 * <tr><td>grouping of a table</td><td>a row whose new key is null is in no group, not counted</td>
 *     <td>the row leaves its group</td><td>the largest time of the rows in it</td></tr>
 * <tr><td>inner join of streams, and with a table</td><td>dropped</td><td>dropped</td>
 *     <td>the later of both times (with a table, the record's); headers of the record that came last</td></tr>
 * <tr><td>left or outer join of streams, left join with a table</td>
 *     <td>goes on without partner at once (KIP-962), if its side may</td><td>dropped</td><td>the same</td></tr>
 * <tr><td>join with a global table</td><td>nothing special: the mapped key counts; if that is null, as above</td>
 *     <td>dropped</td><td>those of the record</td></tr>
 * <tr><td>join of tables</td><td>dropped by the tables</td><td>takes the result away, or its half of it</td>
 *     <td>the later time of both rows; headers of the record that changed one</td></tr>
 * <tr><td>join by a foreign key</td><td>dropped by the tables</td><td>takes the result away; a null foreign key has no
 *     partner, and is counted as dropped by an inner join</td><td>the later time of both rows</td></tr>
 * </table>
 *
 * <p>Comes in: calls on {@code StreamsBuilder} and what it returns. Goes out: a plan, which {@code build()} turns
 * into a topology. Thread: the one that writes the program; the functions handed in run later, on the thread of each
 * task, and may be called by several threads at once when they are shared.
 */
@NullMarked
package dev.millrace.streams.kstream;

import org.jspecify.annotations.NullMarked;
