/**
 * Which topics there are.
 *
 * <p>In come requests to make, grow and delete topics; out go topics and the logs of their partitions. A change is on
 * disk before the call returns. Changes come from the event loop; look-ups may come from anywhere, and the background
 * work from the housekeeping thread.
 *
 * <pre>
 * DATA/.lock                 keeps a second broker out
 * DATA/cluster               who this is
 * DATA/producer-ids          which producer ids have been handed out
 * DATA/topics/ID/topic       a topic: its name, partitions, configuration
 * DATA/topics/ID/3/          the log of its partition 3
 * DATA/topics/ID.new/        a topic being made; a crash undoes it
 * DATA/topics/ID.deleted/    a deleted topic whose files are on their way out
 * </pre>
 *
 * <p>Directories are named after ids and not after names: a topic deleted and made anew gets another directory, names
 * need no escaping, and two names that a file system holds for the same do not meet.
 */
@NullMarked
package dev.millrace.broker.catalog;

import org.jspecify.annotations.NullMarked;
