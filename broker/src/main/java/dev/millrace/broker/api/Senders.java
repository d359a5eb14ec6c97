package dev.millrace.broker.api;

import dev.millrace.broker.group.Sender;

/** Says to the group coordinator where a call came from. Without state. */
final class Senders {
    private Senders() {}

    static Sender of(Call call) {
        Caller caller = call.caller();
        return new Sender(caller.connectionId(), caller.clientId(), "/" + caller.host());
    }
}
