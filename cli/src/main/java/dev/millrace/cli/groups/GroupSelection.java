package dev.millrace.cli.groups;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.apache.kafka.clients.admin.GroupListing;

import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.millrace.cli.output.CommandFailed;
import dev.millrace.cli.output.WrongUsage;
import dev.millrace.cli.session.AdminSession;
import dev.millrace.cli.text.NamePattern;

/**
 * The groups that a command is about.
 *
 * <p><em>Confined to the thread of the command; filled by the parser.</em>
 */
final class GroupSelection {
    @Parameters(arity = "0..*", paramLabel = "GROUP", description = "Ids of groups, or regular expressions for them.")
    private List<String> words = new ArrayList<>();

    @Option(names = "--group", paramLabel = "GROUP", description = "The same as GROUP.")
    private List<String> more = new ArrayList<>();

    @Option(names = "--all-groups", description = "All groups.")
    private boolean all;

    /**
     * Finds the groups.
     *
     * @return what the list of groups says of each, by id
     * @throws WrongUsage if none is named
     * @throws CommandFailed if a word fits none
     */
    Map<String, GroupListing> select(AdminSession session) {
        List<String> wanted = new ArrayList<>(words);
        wanted.addAll(more);
        if (wanted.isEmpty() && !all) {
            throw new WrongUsage("which group? give an id, or --all-groups");
        }
        Map<String, GroupListing> known = list(session);
        Map<String, GroupListing> chosen = new LinkedHashMap<>();
        if (all) {
            chosen.putAll(known);
        }
        for (String word : wanted) {
            NamePattern pattern = NamePattern.of(word);
            List<String> found = known.containsKey(word) ? List.of(word) : pattern.select(known.keySet());
            if (found.isEmpty()) {
                throw new CommandFailed(
                        pattern.isPlain() ? "there is no group " + word : "no group has an id like " + word);
            }
            found.forEach(id -> chosen.put(id, known.get(id)));
        }
        return chosen;
    }

    /** Returns all groups by id, sorted. */
    static Map<String, GroupListing> list(AdminSession session) {
        Map<String, GroupListing> known = new TreeMap<>();
        session.await(session.admin().listGroups().all()).forEach(group -> known.put(group.groupId(), group));
        return known;
    }
}
