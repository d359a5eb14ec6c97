package dev.millrace.broker.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.kafka.common.security.scram.internals.ScramMechanism;

import dev.millrace.broker.io.DirectoryLock;
import dev.millrace.broker.io.Disk;

/**
 * Makes users before a broker starts for the first time, when nobody could log in to make them: {@code
 * SCRAM-SHA-512=[name=alice,password=secret]}, with {@code iterations} if wanted, as {@code kafka-storage} takes them.
 *
 * <p>Without state.
 */
public final class FirstUsers {
    private static final Pattern USER = Pattern.compile("(SCRAM-SHA-\\d+)=\\[(.*)]");
    private static final String ALLOWED = "SCRAM-SHA-256 or -512 =[name=NAME,password=PASSWORD,iterations=N]";

    private FirstUsers() {}

    /**
     * Adds users that are not there yet; those that are keep their passwords.
     *
     * @param dataDirectory made if missing
     * @throws IllegalArgumentException if a text is none of the form above; the password is not repeated
     * @throws IOException if a broker runs on the directory, or the users cannot be read or written
     */
    public static void add(Path dataDirectory, List<String> texts) throws IOException {
        if (texts.isEmpty()) {
            return;
        }
        Files.createDirectories(dataDirectory);
        DirectoryLock lock = DirectoryLock.take(Disk.LOCAL, dataDirectory);
        try {
            ScramUsers users = ScramUsers.open(Disk.LOCAL, dataDirectory);
            for (String text : texts) {
                add(text, users);
            }
        } finally {
            lock.close();
        }
    }

    private static void add(String text, ScramUsers users) throws IOException {
        Matcher matcher = USER.matcher(text);
        ScramMechanism mechanism = matcher.matches() ? ScramMechanism.forMechanismName(matcher.group(1)) : null;
        if (mechanism == null) {
            throw new IllegalArgumentException("a user must be given as " + ALLOWED);
        }
        Map<String, String> fields = fields(matcher.group(2));
        String name = fields.get("name");
        String password = fields.get("password");
        if (name == null || name.isEmpty() || password == null || password.isEmpty()) {
            throw new IllegalArgumentException("a user needs a name and a password: " + ALLOWED);
        }
        int iterations = iterations(fields.getOrDefault("iterations", "" + mechanism.minIterations()));
        if (iterations < mechanism.minIterations() || iterations > mechanism.maxIterations()) {
            throw new IllegalArgumentException("iterations must be between " + mechanism.minIterations() + " and "
                    + mechanism.maxIterations() + ": " + iterations);
        }
        if (!users.iterations(name).containsKey(mechanism)) {
            users.put(name, mechanism, ScramMechanisms.credential(mechanism, password, iterations));
        }
    }

    private static Map<String, String> fields(String text) {
        Map<String, String> fields = new HashMap<>();
        for (String field : text.split(",")) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.put(field.substring(0, equals).trim(), unquoted(field.substring(equals + 1)));
            }
        }
        return fields;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    private static int iterations(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("iterations must be a number: " + text, e);
        }
    }
}
