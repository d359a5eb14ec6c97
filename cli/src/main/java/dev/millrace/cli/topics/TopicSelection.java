package dev.millrace.cli.topics;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.apache.kafka.clients.admin.ListTopicsOptions;

import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.millrace.cli.output.CommandFailed;
import dev.millrace.cli.output.WrongUsage;
import dev.millrace.cli.session.AdminSession;
import dev.millrace.cli.text.NamePattern;

/**
 * The topics that a command is about: names, or regular expressions for whole names.
 *
 * <p><em>Confined to the thread of the command; filled by the parser.</em>
 */
final class TopicSelection {
    @Parameters(arity = "0..*", paramLabel = "TOPIC", description = "Names, or regular expressions for whole names.")
    private List<String> words = new ArrayList<>();

    @Option(names = "--topic", paramLabel = "TOPIC", description = "The same as TOPIC.")
    private List<String> more = new ArrayList<>();

    /** Returns the words as given. */
    List<String> words() {
        List<String> all = new ArrayList<>(words);
        all.addAll(more);
        return all;
    }

    /** Returns the words, of which there must be one. */
    List<String> needed() {
        if (words().isEmpty()) {
            throw new WrongUsage("which topic? give a name");
        }
        return words();
    }

    /**
     * Finds the topics that exist.
     *
     * @param missingIsFine whether a word that fits no topic is passed over
     * @return their names, sorted for each word
     * @throws CommandFailed if a word fits no topic
     */
    static List<String> existing(AdminSession session, List<String> words, boolean missingIsFine) {
        Set<String> names = all(session);
        Set<String> chosen = new LinkedHashSet<>();
        for (String word : words) {
            NamePattern pattern = NamePattern.of(word);
            List<String> found = pattern.select(names);
            if (found.isEmpty() && !missingIsFine) {
                throw new CommandFailed(
                        pattern.isPlain() ? "there is no topic " + word : "no topic has a name like " + word);
            }
            chosen.addAll(found);
        }
        return List.copyOf(chosen);
    }

    /** Returns the names of all topics, sorted. */
    static Set<String> all(AdminSession session) {
        return new TreeSet<>(session.await(session.admin()
                .listTopics(new ListTopicsOptions().listInternal(true))
                .names()));
    }
}
