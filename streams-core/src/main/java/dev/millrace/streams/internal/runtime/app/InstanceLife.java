package dev.millrace.streams.internal.runtime.app;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state of an instance: the one place where it changes, is told and is waited for.
 *
 * <p><i>Thread-safe:</i> changes are made, and the listener called, under one private lock, so that it hears of them in
 * their order. The lock is re-entrant: a listener may look at the state or begin to close; it must not wait for
 * another change.
 */
final class InstanceLife {
    private static final Logger LOG = LoggerFactory.getLogger(InstanceLife.class);

    private final String clientId;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile InstanceState state = InstanceState.CREATED;
    private volatile StateChangeListener listener = (to, from) -> {};

    InstanceLife(String clientId) {
        this.clientId = clientId;
    }

    InstanceState state() {
        return state;
    }

    void listen(StateChangeListener newListener) {
        listener = newListener;
    }

    /** Changes to {@code to} if that may follow the present state. Returns whether it did. */
    boolean tryBecome(InstanceState to) {
        lock.lock();
        try {
            InstanceState from = state;
            if (from == to || !from.isValidTransition(to)) {
                return false;
            }
            state = to;
            LOG.info("{}: {} -> {}", clientId, from, to);
            changed.signalAll();
            tell(to, from);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** An error in the user's listener must not end the thread that happened to make the change, nor a close. */
    private void tell(InstanceState to, InstanceState from) {
        try {
            listener.onChange(to, from);
        } catch (RuntimeException inListener) {
            LOG.error("{}: the state listener failed on {} -> {}", clientId, from, to, inListener);
        }
    }

    /** Runs {@code action}, which looks at what the state follows and changes it, with no other change in between. */
    void follow(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the instance is closed; false if that takes longer than {@code timeoutMs}. */
    boolean awaitClosed(long timeoutMs) {
        long leftNanos = TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        lock.lock();
        try {
            while (!state.hasCompletedShutdown()) {
                if (leftNanos <= 0) {
                    return false;
                }
                leftNanos = changed.awaitNanos(leftNanos);
            }
            return true;
        } catch (InterruptedException stopWaiting) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }
}
