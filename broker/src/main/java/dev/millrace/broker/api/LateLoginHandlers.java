package dev.millrace.broker.api;

import org.apache.kafka.common.message.SaslAuthenticateRequestData;
import org.apache.kafka.common.message.SaslAuthenticateResponseData;
import org.apache.kafka.common.message.SaslHandshakeRequestData;
import org.apache.kafka.common.message.SaslHandshakeResponseData;
import org.apache.kafka.common.protocol.Errors;

/**
 * Refuses to log in where that is over or not asked for. Logins themselves are done by the channels and do not come
 * this far, but clients look whether these APIs are listed.
 *
 * <p>Without state.
 */
final class LateLoginHandlers {
    private LateLoginHandlers() {}

    static void handshake(SaslHandshakeRequestData request, Call call) {
        call.answer(new SaslHandshakeResponseData().setErrorCode(Errors.ILLEGAL_SASL_STATE.code()));
    }

    static void authenticate(SaslAuthenticateRequestData request, Call call) {
        call.answer(new SaslAuthenticateResponseData()
                .setErrorCode(Errors.ILLEGAL_SASL_STATE.code())
                .setErrorMessage("there is no login under way on this connection"));
    }
}
