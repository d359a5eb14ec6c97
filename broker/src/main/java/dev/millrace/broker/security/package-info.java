/**
 * Who may talk to the broker.
 *
 * <p>In come the settings of the listeners; out go leave to listen or a refusal, the settings of TLS and SASL in the
 * form that the client library's channels want, and the users that log in by SCRAM. Without authentication the broker
 * keeps to the loopback address unless the user says otherwise. Settings are looked at once at start; users are read at
 * each login and changed on the event-loop thread.
 */
@NullMarked
package dev.millrace.broker.security;

import org.jspecify.annotations.NullMarked;
