/**
 * A partition on disk.
 *
 * <p>In come record batches as clients sent them; out go slices of segment files for the socket.
 */
@NullMarked
package dev.millrace.broker.log;

import org.jspecify.annotations.NullMarked;
