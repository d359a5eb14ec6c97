/**
 * Stores on disk: one RocksDB for each task with a column family for each store, and the changelog offsets beside them,
 * written in the same batch.
 *
 * <p>Comes in: puts of a commit, changelog records being restored, reads. Goes out: entries, committed offsets. There
 * is no write-ahead log: after a crash the database is as it was at its last flush, which takes all column families at
 * once (atomic flush), so entries and offset agree and the changelog's tail brings the rest. The owner of the task
 * writes; queries read on threads of their own.
 */
@NullMarked
package dev.millrace.streams.internal.state.rocksdb;

import org.jspecify.annotations.NullMarked;
