package dev.millrace.broker.api;

import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.common.message.AlterUserScramCredentialsRequestData;
import org.apache.kafka.common.message.AlterUserScramCredentialsRequestData.ScramCredentialDeletion;
import org.apache.kafka.common.message.AlterUserScramCredentialsRequestData.ScramCredentialUpsertion;
import org.apache.kafka.common.message.AlterUserScramCredentialsResponseData;
import org.apache.kafka.common.message.AlterUserScramCredentialsResponseData.AlterUserScramCredentialsResult;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.security.scram.internals.ScramMechanism;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.broker.security.ScramMechanisms;
import dev.millrace.broker.security.ScramUsers;

/**
 * Gives users keys for SCRAM and takes them away (KIP-554). Each user has one answer: its first fault, and then nothing
 * of it is changed.
 */
final class AlterUsersHandler implements Handler<AlterUserScramCredentialsRequestData> {
    private static final Logger LOG = LoggerFactory.getLogger(AlterUsersHandler.class);

    private final ScramUsers users;

    AlterUsersHandler(ScramUsers users) {
        this.users = users;
    }

    @Override
    public void handle(AlterUserScramCredentialsRequestData request, Call call) {
        Map<String, Fault> faults = check(request);
        for (ScramCredentialDeletion deletion : request.deletions()) {
            if (faults.get(deletion.name()) == Fault.NONE) {
                faults.put(deletion.name(), delete(deletion));
            }
        }
        for (ScramCredentialUpsertion upsertion : request.upsertions()) {
            if (faults.get(upsertion.name()) == Fault.NONE) {
                faults.put(upsertion.name(), put(upsertion));
            }
        }
        AlterUserScramCredentialsResponseData response = new AlterUserScramCredentialsResponseData();
        faults.forEach((user, fault) -> response.results()
                .add(new AlterUserScramCredentialsResult()
                        .setUser(user)
                        .setErrorCode(fault.error().code())
                        .setErrorMessage(fault.message())));
        call.answer(response);
    }

    private Map<String, Fault> check(AlterUserScramCredentialsRequestData request) {
        Map<String, Fault> faults = new LinkedHashMap<>();
        Set<Target> seen = new HashSet<>();
        for (ScramCredentialDeletion deletion : request.deletions()) {
            Fault fault = check(new Target(deletion.name(), deletion.mechanism()), seen);
            faults.merge(deletion.name(), fault, Fault::first);
        }
        for (ScramCredentialUpsertion upsertion : request.upsertions()) {
            Fault fault = check(new Target(upsertion.name(), upsertion.mechanism()), seen);
            faults.merge(upsertion.name(), fault == Fault.NONE ? check(upsertion) : fault, Fault::first);
        }
        return faults;
    }

    private static Fault check(Target target, Set<Target> seen) {
        if (target.user().isEmpty()) {
            return new Fault(Errors.UNACCEPTABLE_CREDENTIAL, "Username must not be empty");
        }
        if (ScramMechanisms.of(target.mechanism()) == null) {
            return new Fault(Errors.UNSUPPORTED_SASL_MECHANISM, "Unknown SCRAM mechanism");
        }
        if (!seen.add(target)) {
            return new Fault(
                    Errors.DUPLICATE_RESOURCE, "user " + target.user() + " is altered twice for the same mechanism");
        }
        return Fault.NONE;
    }

    private static Fault check(ScramCredentialUpsertion upsertion) {
        ScramMechanism mechanism = ScramMechanisms.of(upsertion.mechanism());
        if (mechanism == null || upsertion.iterations() < mechanism.minIterations()) {
            return new Fault(Errors.UNACCEPTABLE_CREDENTIAL, "Too few iterations");
        }
        if (upsertion.iterations() > mechanism.maxIterations()) {
            return new Fault(Errors.UNACCEPTABLE_CREDENTIAL, "Too many iterations");
        }
        boolean keyless = upsertion.salt().length == 0 || upsertion.saltedPassword().length == 0;
        return keyless ? new Fault(Errors.UNACCEPTABLE_CREDENTIAL, "salt and password must not be empty") : Fault.NONE;
    }

    private Fault delete(ScramCredentialDeletion deletion) {
        ScramMechanism mechanism = ScramMechanisms.of(deletion.mechanism());
        try {
            if (mechanism == null || !users.remove(deletion.name(), mechanism)) {
                return new Fault(Errors.RESOURCE_NOT_FOUND, "Attempt to delete a user credential that does not exist");
            }
            LOG.info("User {} no longer logs in by {}", deletion.name(), mechanism.mechanismName());
            return Fault.NONE;
        } catch (IOException e) {
            return notWritten(e);
        }
    }

    private Fault put(ScramCredentialUpsertion upsertion) {
        ScramMechanism mechanism = ScramMechanisms.of(upsertion.mechanism());
        if (mechanism == null) {
            throw new IllegalStateException("a mechanism that was checked is not there");
        }
        try {
            users.put(
                    upsertion.name(),
                    mechanism,
                    ScramMechanisms.credential(
                            mechanism, upsertion.salt(), upsertion.saltedPassword(), upsertion.iterations()));
            LOG.info("User {} logs in by {} with a new password", upsertion.name(), mechanism.mechanismName());
            return Fault.NONE;
        } catch (IOException e) {
            return notWritten(e);
        }
    }

    private static Fault notWritten(IOException e) {
        LOG.error("The users could not be written", e);
        return new Fault(Errors.KAFKA_STORAGE_ERROR, "the users could not be written: " + e.getMessage());
    }

    private record Target(String user, byte mechanism) {}

    private record Fault(Errors error, @org.jspecify.annotations.Nullable String message) {
        static final Fault NONE = new Fault(Errors.NONE, null);

        static Fault first(Fault one, Fault other) {
            return one == NONE ? other : one;
        }
    }
}
