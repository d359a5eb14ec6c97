/**
 * Shares the partitions of topics out among the members of a group (KIP-848, server-side assignors).
 *
 * <p>A {@link dev.millrace.broker.assignor.ServerAssignor} is a pure function of who subscribes to what, how many
 * partitions there are, and who was to have which of them before. Any thread may call it.
 */
@NullMarked
package dev.millrace.broker.assignor;

import org.jspecify.annotations.NullMarked;
