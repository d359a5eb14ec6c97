/**
 * Which member of the group runs which task.
 *
 * <p>The consumer's group protocol does the talking: each member sends a subscription ({@code SubscriptionV1}), one of
 * them, the leader, checks the input topics, creates the internal ones and places the tasks ({@code PlacementPolicy}),
 * and each gets its partitions back with a word on what went wrong, if anything did ({@code AssignmentV1}). Comes in:
 * subscriptions, cluster metadata and the topology plan. Goes out: an assignment, and internal topics on the cluster.
 *
 * <p>Thread: the stream thread, inside {@code consumer.poll}.
 */
@NullMarked
package dev.millrace.streams.internal.assignment;

import org.jspecify.annotations.NullMarked;
