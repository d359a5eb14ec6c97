package dev.millrace.streams.internal.dsl.fluent;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.dsl.plan.NodeNames;

/** What the steps of a foreign-key join are called, in the order in which numbers are given. <i>Immutable.</i> */
record ForeignKeyNames(
        String subscriptions,
        String send,
        String subscriptionSink,
        String subscriptionSource,
        String store,
        String receive,
        String joinSubscriptions,
        String joinRows,
        String responses,
        String responseSink,
        String responseSource,
        String resolve,
        String result) {
    private static final String PREFIX = "KTABLE-FK-JOIN-";
    private static final String REGISTRATION = PREFIX + "SUBSCRIPTION-REGISTRATION-";
    private static final String PROCESSOR = PREFIX + "SUBSCRIPTION-PROCESSOR-";
    private static final String SINK = "KTABLE-SINK-";
    private static final String SOURCE = "KTABLE-SOURCE-";

    static ForeignKeyNames of(@Nullable String given, NodeNames names) {
        return new ForeignKeyNames(
                names.suffixedOr(given, "-subscription-registration", REGISTRATION) + "-topic",
                names.suffixedOr(given, "-subscription-registration-processor", REGISTRATION),
                names.suffixedOr(given, "-subscription-registration-sink", SINK),
                names.suffixedOr(given, "-subscription-registration-source", SOURCE),
                names.suffixedOr(given, "-subscription-store", PREFIX + "SUBSCRIPTION-STATE-STORE-"),
                names.suffixedOr(given, "-subscription-receive", PROCESSOR),
                names.suffixedOr(given, "-subscription-join-foreign", PROCESSOR),
                names.suffixedOr(given, "-foreign-join-subscription", PROCESSOR),
                names.suffixedOr(given, "-subscription-response", PREFIX + "SUBSCRIPTION-RESPONSE-") + "-topic",
                names.suffixedOr(given, "-subscription-response-sink", SINK),
                names.suffixedOr(given, "-subscription-response-source", SOURCE),
                names.suffixedOr(
                        given, "-subscription-response-resolver", PREFIX + "SUBSCRIPTION-RESPONSE-RESOLVER-PROCESSOR-"),
                names.suffixedOr(given, "-result", OUTPUT));
    }

    /** Prefix of the result's store. */
    static final String OUTPUT = PREFIX + "OUTPUT-";
}
