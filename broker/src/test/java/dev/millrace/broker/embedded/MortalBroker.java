package dev.millrace.broker.embedded;

import java.io.IOException;

/** A broker that can die, and come back on the same port with what its death has left. */
interface MortalBroker extends AutoCloseable {
    /** Starts it, or starts it again. */
    void start() throws IOException;

    /** Returns its port, the same after every start. */
    int port();

    /** Ends it without warning. */
    void die() throws IOException;

    @Override
    void close();
}
