package dev.millrace.streams.internal.state.rocksdb;

import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.errors.ProcessorStateException;

/**
 * Native objects in the order in which they were opened, to be closed the other way round. <i>Confined to the thread
 * that owns the task.</i>
 */
final class Opened implements AutoCloseable {
    private final Deque<AutoCloseable> latestFirst = new ArrayDeque<>();

    /** Remembers {@code opened} and gives it back. */
    <T extends AutoCloseable> T add(T opened) {
        latestFirst.push(opened);
        return opened;
    }

    /** Closes all, also if some fail; the first failure is thrown at the end, with the others. */
    @Override
    public void close() {
        Throwable failure = null;
        while (!latestFirst.isEmpty()) {
            failure = closed(latestFirst.pop(), failure);
        }
        if (failure != null) {
            throw new ProcessorStateException("Not everything of a database could be closed", failure);
        }
    }

    private static @Nullable Throwable closed(AutoCloseable one, @Nullable Throwable before) {
        try {
            one.close();
            return before;
        } catch (Exception e) {
            if (before == null) {
                return e;
            }
            before.addSuppressed(e);
            return before;
        }
    }
}
