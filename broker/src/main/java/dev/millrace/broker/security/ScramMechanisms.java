package dev.millrace.broker.security;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;

import org.apache.kafka.common.security.scram.ScramCredential;
import org.apache.kafka.common.security.scram.internals.ScramFormatter;
import org.apache.kafka.common.security.scram.internals.ScramMechanism;
import org.jspecify.annotations.Nullable;

/** The numbers that SCRAM mechanisms have in the protocol, and the keys they make. Without state. */
public final class ScramMechanisms {
    private ScramMechanisms() {}

    /** Returns the mechanism of a number; null if there is none (KIP-554). */
    public static @Nullable ScramMechanism of(byte number) {
        return switch (number) {
            case 1 -> ScramMechanism.SCRAM_SHA_256;
            case 2 -> ScramMechanism.SCRAM_SHA_512;
            default -> null;
        };
    }

    /** Returns the number of a mechanism. */
    public static byte number(ScramMechanism mechanism) {
        return (byte) (mechanism == ScramMechanism.SCRAM_SHA_256 ? 1 : 2);
    }

    /**
     * Returns the keys that are kept of a password, which cannot be used to log in as the user.
     *
     * @param saltedPassword as the client has salted it
     */
    public static ScramCredential credential(
            ScramMechanism mechanism, byte[] salt, byte[] saltedPassword, int iterations) {
        try {
            ScramFormatter formatter = new ScramFormatter(mechanism);
            byte[] storedKey = formatter.storedKey(formatter.clientKey(saltedPassword));
            byte[] serverKey = formatter.serverKey(saltedPassword);
            return new ScramCredential(salt, storedKey, serverKey, iterations);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("the JDK has no " + mechanism.mechanismName(), e);
        }
    }

    /** Returns the keys of a password in the clear, with a salt of their own. */
    public static ScramCredential credential(ScramMechanism mechanism, String password, int iterations) {
        try {
            return new ScramFormatter(mechanism).generateCredential(password, iterations);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the JDK has no " + mechanism.mechanismName(), e);
        }
    }
}
