/**
 * What groups have in common whose members only send heartbeats (KIP-848, KIP-1071): who is here and for how long,
 * what there is of topics, and how a heartbeat is refused.
 *
 * <p>All of it is confined to the event-loop thread, except for work that is handed to
 * {@link dev.millrace.broker.membership.BackgroundWork}.
 */
@NullMarked
package dev.millrace.broker.membership;

import org.jspecify.annotations.NullMarked;
