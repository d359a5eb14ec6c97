/**
 * Who may talk to the broker.
 *
 * <p>In comes the address to listen on; out goes leave to do so or a refusal. Without authentication the broker keeps
 * to the loopback address unless the user says otherwise. Called once at start, by the thread that starts the broker.
 */
@NullMarked
package dev.millrace.broker.security;

import org.jspecify.annotations.NullMarked;
