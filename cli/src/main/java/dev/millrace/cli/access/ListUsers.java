package dev.millrace.cli.access;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;

import org.apache.kafka.clients.admin.ScramCredentialInfo;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import dev.millrace.cli.output.Table;
import dev.millrace.cli.session.AdminSession;
import dev.millrace.cli.session.SessionOptions;

/** {@code users list}. */
@Command(name = "list", description = "Lists users with their mechanisms.", sortOptions = false)
final class ListUsers implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "USER", description = "Only these users.")
    private List<String> names = new ArrayList<>();

    private final SessionOptions session;

    ListUsers(SessionOptions session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (AdminSession admin = session.admin()) {
            var users = admin.await(
                    admin.admin().describeUserScramCredentials(names).all());
            Table table = new Table("user", "mechanism", "iterations");
            new TreeMap<>(users).forEach((name, user) -> user.credentialInfos().stream()
                    .sorted(Comparator.comparing(ScramCredentialInfo::mechanism))
                    .forEach(info -> table.add(name, info.mechanism().mechanismName(), info.iterations())));
            session.printer().print(table);
            return 0;
        }
    }
}
