package dev.millrace.broker.transaction;

import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a request to end a transaction means where the transaction stands now.
 *
 * <p>Immutable.
 *
 * @param action what to do
 * @param refusal why nothing is done; NONE unless refused
 */
record EndJudgement(Action action, Errors refusal) {
    /** What to do. */
    enum Action {
        /** Decide the end and write markers. */
        END,
        /** Repeat the answer of before. */
        REPEAT,
        /** Refuse. */
        REFUSE
    }

    private static final EndJudgement END = new EndJudgement(Action.END, Errors.NONE);
    private static final EndJudgement REPEAT = new EndJudgement(Action.REPEAT, Errors.NONE);

    private static EndJudgement refuse(Errors error) {
        return new EndJudgement(Action.REFUSE, error);
    }

    static EndJudgement of(@Nullable Transaction transaction, EndRequest request) {
        if (transaction == null) {
            return refuse(Errors.INVALID_PRODUCER_ID_MAPPING);
        }
        return request.raises() ? raising(transaction, request) : keeping(transaction, request);
    }

    /** Producers of the first generation keep their epoch, so a repetition looks like the request of before. */
    private static EndJudgement keeping(Transaction transaction, EndRequest request) {
        if (transaction.phase().isEnding() && isTheProducer(transaction.next(), request)) {
            return meanwhile(transaction, request);
        }
        Errors standing = standing(transaction, request);
        if (standing != Errors.NONE) {
            return refuse(standing);
        }
        return switch (transaction.phase()) {
            case ONGOING -> END;
            case COMPLETE_COMMIT, COMPLETE_ABORT ->
                transaction.commits() == request.commit() ? REPEAT : refuse(Errors.INVALID_TXN_STATE);
            default -> refuse(Errors.INVALID_TXN_STATE);
        };
    }

    /** Producers of the second generation have a new epoch after each end, so a repetition comes with the old one. */
    private static EndJudgement raising(Transaction transaction, EndRequest request) {
        if (request.producer().equals(transaction.previous()) && transaction.raises()) {
            if (transaction.phase().isEnding()) {
                return meanwhile(transaction, request);
            }
            boolean ended = transaction.phase() == TransactionPhase.completed(request.commit());
            return ended ? REPEAT : refuse(Errors.INVALID_TXN_STATE);
        }
        Errors standing = standing(transaction, request);
        if (standing != Errors.NONE) {
            return refuse(standing);
        }
        if (transaction.phase().isEnding()) {
            return refuse(Errors.CONCURRENT_TRANSACTIONS);
        }
        // Such a producer does not know whether anything of its transaction has arrived: an abort of nothing is right.
        boolean ongoing = transaction.phase() == TransactionPhase.ONGOING;
        return ongoing || !request.commit() ? END : refuse(Errors.INVALID_TXN_STATE);
    }

    private static EndJudgement meanwhile(Transaction transaction, EndRequest request) {
        boolean sameEnd = transaction.commits() == request.commit();
        return refuse(sameEnd ? Errors.CONCURRENT_TRANSACTIONS : Errors.INVALID_TXN_STATE);
    }

    private static boolean isTheProducer(ProducerIdentity producer, EndRequest request) {
        return request.producer().equals(producer);
    }

    private static Errors standing(Transaction transaction, EndRequest request) {
        if (request.producer().id() != transaction.producer().id()) {
            return Errors.INVALID_PRODUCER_ID_MAPPING;
        }
        return isTheProducer(transaction.producer(), request) ? Errors.NONE : Errors.PRODUCER_FENCED;
    }
}
