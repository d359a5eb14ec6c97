package dev.millrace.broker.security;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.internals.BrokerSecurityConfigs;
import org.jspecify.annotations.Nullable;

import dev.millrace.broker.settings.ListenSettings;
import dev.millrace.broker.settings.ListenerSettings;

/**
 * Checks the settings of TLS and SASL and hands them on in the form that the client library's channels want.
 *
 * <p>Names are Apache Kafka's. With {@code listener.name.<listener>.} before it a setting holds for one listener, with
 * {@code <mechanism>.} behind that for one mechanism there.
 *
 * <p>Without state.
 */
public final class SecurityConfig {
    private static final String LISTENER = "listener.name.";
    private static final String MECHANISMS = BrokerSecurityConfigs.SASL_ENABLED_MECHANISMS_CONFIG;
    private static final String JAAS = "sasl.jaas.config";
    private static final String SCRAM_MODULE = "org.apache.kafka.common.security.scram.ScramLoginModule required;";
    private static final Set<String> SERVED = Set.of("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512");

    private SecurityConfig() {}

    /**
     * Returns the settings, with the module that SCRAM needs and nobody wants to write.
     *
     * @throws IllegalArgumentException naming a setting that is not known, or is missing
     */
    public static AbstractConfig of(ListenSettings listen) {
        Map<String, String> settings = new HashMap<>(listen.security());
        settings.keySet().forEach(name -> checkName(name, listen));
        for (ListenerSettings listener : listen.listeners()) {
            if (listener.protocol().isSasl()) {
                completeMechanisms(listener, settings);
            }
        }
        return new AbstractConfig(BrokerSecurityConfigs.CONFIG_DEF, settings, false);
    }

    private static void checkName(String name, ListenSettings listen) {
        if (!BrokerSecurityConfigs.CONFIG_DEF.names().contains(withoutPrefix(name, listen))) {
            throw new IllegalArgumentException("unknown broker setting " + name + ": known are "
                    + BrokerSecurityConfigs.CONFIG_DEF.names() + ", alone or behind listener.name.<listener>. or"
                    + " listener.name.<listener>.<mechanism>.");
        }
    }

    private static String withoutPrefix(String name, ListenSettings listen) {
        for (ListenerSettings listener : listen.listeners()) {
            String prefix = prefix(listener);
            if (name.startsWith(prefix)) {
                String rest = name.substring(prefix.length());
                int dot = rest.indexOf('.');
                boolean ofMechanism =
                        dot > 0 && SERVED.contains(rest.substring(0, dot).toUpperCase(Locale.ROOT));
                return ofMechanism ? rest.substring(dot + 1) : rest;
            }
        }
        return name;
    }

    private static void completeMechanisms(ListenerSettings listener, Map<String, String> settings) {
        List<String> mechanisms = mechanisms(listener, settings);
        for (String mechanism : mechanisms) {
            if (!SERVED.contains(mechanism)) {
                throw new IllegalArgumentException(MECHANISMS + " of listener " + listener.name() + " must be of "
                        + SERVED.stream().sorted().toList() + ", not " + mechanism);
            }
            String jaas = prefix(listener) + mechanism.toLowerCase(Locale.ROOT) + "." + JAAS;
            if (mechanism.startsWith("SCRAM") && !settings.containsKey(prefix(listener) + JAAS)) {
                settings.putIfAbsent(jaas, SCRAM_MODULE);
            } else if (!settings.containsKey(jaas)) {
                throw new IllegalArgumentException(
                        jaas + " must name the users of listener " + listener.name() + ", who log in by " + mechanism);
            }
        }
    }

    /**
     * Returns the SASL mechanisms of a listener.
     *
     * @throws IllegalArgumentException if none are named
     */
    private static List<String> mechanisms(ListenerSettings listener, Map<String, String> settings) {
        String own = settings.get(prefix(listener) + MECHANISMS);
        String text = own == null ? settings.get(MECHANISMS) : own;
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException(MECHANISMS + " must name mechanisms for listener " + listener.name()
                    + ", of " + SERVED.stream().sorted().toList());
        }
        return Arrays.asList(text.trim().split("\\s*,\\s*"));
    }

    /** Returns whether clients of a listener must show a certificate. */
    static boolean requiresCertificates(ListenerSettings listener, ListenSettings listen) {
        String name = BrokerSecurityConfigs.SSL_CLIENT_AUTH_CONFIG;
        @Nullable String own = listen.security().get(prefix(listener) + name);
        return "required".equals(own == null ? listen.security().get(name) : own);
    }

    private static String prefix(ListenerSettings listener) {
        return LISTENER + listener.name().toLowerCase(Locale.ROOT) + ".";
    }
}
