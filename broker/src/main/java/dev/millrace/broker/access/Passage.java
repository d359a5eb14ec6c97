package dev.millrace.broker.access;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Errors;

import dev.millrace.broker.api.Call;
import dev.millrace.broker.api.Handler;
import dev.millrace.broker.security.CallerRights;

/**
 * One request on its way to its handler.
 *
 * <p>Confined to the event-loop thread.
 *
 * @param <Q> the request's message
 * @param request what is asked; parts may be taken out
 * @param call who asks and the way back
 * @param access what the sender may do
 * @param next the handler
 */
record Passage<Q extends ApiMessage>(Q request, Call call, CallerRights access, Handler<Q> next) {

    short version() {
        return call.version();
    }

    /** Hands the request to its handler. */
    void on() {
        next.handle(request, call);
    }

    /** Hands the request to its handler, and alters the answer. */
    <R extends ApiMessage> void on(Class<R> answer, Consumer<R> alter) {
        next.handle(request, call.altering(false, message -> alter.accept(answer.cast(message))));
    }

    /** Refuses the whole request. */
    void refuse(Errors error) {
        call.refuse(error);
    }

    /**
     * Takes the parts out that the sender has no leave for, and has the handler answer the rest.
     *
     * @param refuse puts the refusal of a part into the answer
     */
    <T, R extends ApiMessage> void partly(
            Collection<T> parts, Predicate<T> may, Class<R> answer, BiConsumer<R, T> refuse) {
        List<T> refused = takeOut(parts, may);
        if (refused.isEmpty()) {
            on();
            return;
        }
        next.handle(
                request,
                call.altering(true, message -> refused.forEach(part -> refuse.accept(answer.cast(message), part))));
    }

    /** Removes the elements that may not stay, and returns them in their order. */
    static <T> List<T> takeOut(Collection<T> all, Predicate<T> mayStay) {
        List<T> taken = new ArrayList<>();
        Iterator<T> elements = all.iterator();
        while (elements.hasNext()) {
            T element = elements.next();
            if (!mayStay.test(element)) {
                elements.remove();
                taken.add(element);
            }
        }
        return taken;
    }
}
