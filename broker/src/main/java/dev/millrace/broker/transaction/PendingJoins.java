package dev.millrace.broker.transaction;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.apache.kafka.common.protocol.Errors;

/**
 * Partitions that take part in a transaction because of a write, until that is on disk.
 *
 * <p>The write must not be acknowledged sooner: after a loss of power its records would belong to no transaction, while
 * their producer goes on to commit them. Records of one log become durable in their order, so the last join of a
 * transactional id stands for those before it. One that could not be made durable stays until the next start.
 *
 * <p>Confined to the event-loop thread.
 */
final class PendingJoins {
    private final Map<String, Join> last = new HashMap<>();

    /** Begins a join; the result is to be told how it has ended. */
    Consumer<Errors> begin(String transactionalId) {
        Join join = new Join(transactionalId);
        last.put(transactionalId, join);
        return join::ended;
    }

    /** Forgets the last join, which was refused. */
    void forget(String transactionalId) {
        last.remove(transactionalId);
    }

    /** Tells when all joins so far are on disk, at once if they are; or that they never will be. */
    void whenDurable(String transactionalId, Consumer<Errors> then) {
        Join join = last.get(transactionalId);
        if (join == null) {
            then.accept(Errors.NONE);
        } else {
            join.tell(then);
        }
    }

    private final class Join {
        private final String transactionalId;
        private final List<Consumer<Errors>> waiting = new ArrayList<>(2);
        private Errors failure = Errors.NONE;

        Join(String transactionalId) {
            this.transactionalId = transactionalId;
        }

        void tell(Consumer<Errors> then) {
            if (failure == Errors.NONE) {
                waiting.add(then);
            } else {
                then.accept(failure);
            }
        }

        void ended(Errors outcome) {
            if (outcome == Errors.NONE) {
                last.remove(transactionalId, this);
            }
            failure = outcome;
            waiting.forEach(then -> then.accept(outcome));
            waiting.clear();
        }
    }
}
