package dev.millrace.broker.api;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.kafka.common.message.ListTransactionsRequestData;
import org.apache.kafka.common.message.ListTransactionsResponseData;
import org.apache.kafka.common.message.ListTransactionsResponseData.TransactionState;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

import dev.millrace.broker.transaction.Transaction;
import dev.millrace.broker.transaction.TransactionCoordinator;
import dev.millrace.broker.transaction.TransactionPhase;

/** Lists transactional ids: by wish only those in some states, of some producers, of some age or of some name. */
final class ListTransactionsHandler implements Handler<ListTransactionsRequestData> {
    private static final Set<String> STATES =
            Stream.of(TransactionPhase.values()).map(TransactionPhase::title).collect(Collectors.toUnmodifiableSet());

    private final TransactionCoordinator transactions;
    private final Time time;

    ListTransactionsHandler(TransactionCoordinator transactions, Time time) {
        this.transactions = transactions;
        this.time = time;
    }

    @Override
    public void handle(ListTransactionsRequestData request, Call call) {
        ListTransactionsResponseData response = new ListTransactionsResponseData();
        request.stateFilters().stream()
                .filter(state -> !STATES.contains(state))
                .forEach(response.unknownStateFilters()::add);
        try {
            BoundedPattern pattern = pattern(request.transactionalIdPattern());
            for (Transaction transaction : transactions.all()) {
                if (passes(request, transaction) && (pattern == null || pattern.matches(transaction.id()))) {
                    response.transactionStates()
                            .add(new TransactionState()
                                    .setTransactionalId(transaction.id())
                                    .setProducerId(transaction.producer().id())
                                    .setTransactionState(transaction.phase().title()));
                }
            }
            call.answer(response);
        } catch (InvalidRegularExpression e) {
            call.answer(new ListTransactionsResponseData().setErrorCode(Errors.INVALID_REGULAR_EXPRESSION.code()));
        }
    }

    private static @Nullable BoundedPattern pattern(@Nullable String text) {
        return text == null || text.isEmpty() ? null : new BoundedPattern(text);
    }

    private boolean passes(ListTransactionsRequestData request, Transaction transaction) {
        List<String> states = request.stateFilters();
        List<Long> producers = request.producerIdFilters();
        boolean oldEnough = request.durationFilter() < 0
                || transaction.startMs() != Transaction.NOT_STARTED
                        && time.milliseconds() - transaction.startMs() > request.durationFilter();
        return oldEnough
                && (states.isEmpty() || states.contains(transaction.phase().title()))
                && (producers.isEmpty()
                        || producers.contains(transaction.producer().id()));
    }
}
