package dev.millrace.broker.settings;

/** How clients of a listener are kept apart from strangers; the names are Apache Kafka's. */
public enum ListenerProtocol {
    /** Everybody is welcome, and everything can be read on the way. */
    PLAINTEXT,
    /** TLS; clients are known only if they must show a certificate. */
    SSL,
    /** Clients authenticate by SASL, and everything can be read on the way. */
    SASL_PLAINTEXT,
    /** TLS, and clients authenticate by SASL. */
    SASL_SSL;

    /** Returns whether clients authenticate by SASL. */
    public boolean isSasl() {
        return this == SASL_PLAINTEXT || this == SASL_SSL;
    }

    /** Returns whether what is sent is encrypted. */
    public boolean isEncrypted() {
        return this == SSL || this == SASL_SSL;
    }
}
