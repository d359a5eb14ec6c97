package dev.millrace.cli.groups;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import org.apache.kafka.clients.admin.GroupListing;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import dev.millrace.cli.output.Table;
import dev.millrace.cli.session.AdminSession;
import dev.millrace.cli.session.SessionOptions;

/** {@code groups list}. */
@Command(name = "list", description = "Lists groups with their types and states.", sortOptions = false)
final class ListGroups implements Callable<Integer> {
    @Option(
            names = "--state",
            paramLabel = "STATE",
            arity = "0..1",
            fallbackValue = "",
            split = ",",
            description = "Only groups in these states, such as Stable,Empty.")
    private List<String> states = new ArrayList<>();

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            arity = "0..1",
            fallbackValue = "",
            split = ",",
            description = "Only groups of these types: Classic, Consumer, Streams, Share.")
    private List<String> types = new ArrayList<>();

    @Option(names = "--names", description = "Prints the ids only, one a line.")
    private boolean namesOnly;

    private final SessionOptions session;

    ListGroups(SessionOptions session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (AdminSession admin = session.admin()) {
            List<GroupListing> groups = GroupSelection.list(admin).values().stream()
                    .filter(group -> isWanted(stateOf(group), states) && isWanted(typeOf(group), types))
                    .toList();
            if (namesOnly && !session.json()) {
                groups.forEach(group -> session.printer().line(group.groupId()));
                return 0;
            }
            Table table = new Table("group", "type", "state", "protocol");
            groups.forEach(group -> table.add(group.groupId(), typeOf(group), stateOf(group), group.protocol()));
            session.printer().print(table);
            return 0;
        }
    }

    private static boolean isWanted(String is, List<String> wanted) {
        return wanted.stream().allMatch(String::isEmpty) || wanted.stream().anyMatch(is::equalsIgnoreCase);
    }

    static String typeOf(GroupListing group) {
        return group.type().map(Object::toString).orElse("Unknown");
    }

    static String stateOf(GroupListing group) {
        return group.groupState().map(Object::toString).orElse("Unknown");
    }
}
