/**
 * Small files that survive a crash, and the one door to the file system.
 *
 * <p>In come bytes that must be on disk when the call returns; out come the same bytes, or the news that the file is
 * missing or broken. Everything the broker keeps goes through {@link dev.millrace.broker.io.Disk}, so that a test can
 * put a disk that tears writes, fills up or forgets what was not synced in its place. Every thread may be in here.
 */
@NullMarked
package dev.millrace.broker.io;

import org.jspecify.annotations.NullMarked;
