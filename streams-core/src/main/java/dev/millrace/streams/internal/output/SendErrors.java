package dev.millrace.streams.internal.output;

import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.OffsetMetadataTooLarge;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.UnknownServerException;

/** What an error of the producer says about the sends after it. <i>Immutable.</i> */
final class SendErrors {
    private SendErrors() {}

    /** The broker takes nothing more from this producer: its task may have moved. */
    static boolean producerIsFenced(Throwable error) {
        return error instanceof ProducerFencedException
                || error instanceof InvalidProducerEpochException
                || error instanceof InvalidPidMappingException
                || error instanceof OutOfOrderSequenceException;
    }

    /** Going on makes no sense, whatever a handler says: access, the request itself or the producer is broken. */
    static boolean nothingCanBeWritten(Throwable error) {
        return error instanceof AuthenticationException
                || error instanceof AuthorizationException
                || error instanceof SecurityDisabledException
                || error instanceof InvalidTopicException
                || error instanceof UnknownServerException
                || error instanceof SerializationException
                || error instanceof OffsetMetadataTooLarge
                || error instanceof IllegalStateException;
    }
}
