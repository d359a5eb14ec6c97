package dev.millrace.broker.network;

import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.RequestHeader;

/**
 * A request as it was received.
 *
 * <p>Immutable.
 *
 * @param header who sent what
 * @param version of the response; differs from the header's only when a client asks for versions in one we do not know
 * @param request the body
 */
record Frame(RequestHeader header, short version, AbstractRequest request) {}
