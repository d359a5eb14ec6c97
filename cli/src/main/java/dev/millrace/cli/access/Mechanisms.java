package dev.millrace.cli.access;

import java.util.List;
import java.util.Locale;

import org.apache.kafka.clients.admin.ScramMechanism;

import dev.millrace.cli.output.WrongUsage;

/** SCRAM mechanisms by name. Without state. */
final class Mechanisms {
    private Mechanisms() {}

    /**
     * Reads names.
     *
     * @throws WrongUsage if one is unknown
     */
    static List<ScramMechanism> parse(List<String> words) {
        return words.stream().map(Mechanisms::parse).toList();
    }

    private static ScramMechanism parse(String word) {
        ScramMechanism mechanism = ScramMechanism.fromMechanismName(word.toUpperCase(Locale.ROOT));
        if (mechanism == ScramMechanism.UNKNOWN) {
            throw new WrongUsage("--mechanism " + word + " is neither SCRAM-SHA-256 nor SCRAM-SHA-512");
        }
        return mechanism;
    }
}
