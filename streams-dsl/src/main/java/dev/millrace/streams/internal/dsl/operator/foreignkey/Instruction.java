package dev.millrace.streams.internal.dsl.operator.foreignkey;

import dev.millrace.streams.errors.StreamsException;

/** What to do about a subscription where the right row is; numbered in this order in {@link ForeignSubscriptionV1}. */
enum Instruction {
    /** Forget it and say nothing: another subscription of the same row will answer. */
    FORGET,
    /** Forget it and answer that there is no row. */
    FORGET_AND_ANSWER,
    /** Keep it and answer in any case. */
    KEEP_AND_ANSWER,
    /** Keep it and answer if there is a row. */
    KEEP_AND_ANSWER_IF_THERE;

    private static final Instruction[] BY_NUMBER = values();

    static Instruction of(byte number) {
        if (number < 0 || number >= BY_NUMBER.length) {
            throw new StreamsException("A subscription of a foreign-key join has the unknown instruction " + number
                    + "; known are 0 to " + (BY_NUMBER.length - 1));
        }
        return BY_NUMBER[number];
    }

    boolean forgets() {
        return this == FORGET || this == FORGET_AND_ANSWER;
    }
}
