/**
 * A look at the files of a broker without the broker: {@code dump-log}.
 *
 * <p>In come paths, out go lines about batches, records, indexes and snapshots, and about what is wrong with them. The
 * broker's own readers are used, by the façades {@link dev.millrace.broker.log.StoredFiles} and
 * {@link dev.millrace.broker.catalog.StoredTopics}; nothing is ever written. The main thread is in here.
 */
@NullMarked
package dev.millrace.cli.dump;

import org.jspecify.annotations.NullMarked;
