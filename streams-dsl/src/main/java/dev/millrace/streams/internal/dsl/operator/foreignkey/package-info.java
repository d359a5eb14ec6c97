/**
 * The operators that join tables by a foreign key (KIP-213). The left table subscribes, under the foreign key of each
 * row, where the row of the right table is; there subscriptions are stored, joined with that row, and joined again
 * whenever it changes. Responses go back to where the left row is, and count only if the left row is still the one that
 * subscribed, which is told by a hash of its value.
 *
 * <pre>
 * SendSubscriptions -> topic -> ReceiveSubscriptions -> JoinSubscriptions -> topic -> ResolveResponses
 *                                              right table -> JoinForeignRows -^
 * </pre>
 *
 * <p>Comes in: changes of both tables. Goes out: the joined rows, as records. Thread: the owner of the task.
 */
@NullMarked
package dev.millrace.streams.internal.dsl.operator.foreignkey;

import org.jspecify.annotations.NullMarked;
