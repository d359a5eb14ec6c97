package dev.millrace.cli.configs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import dev.millrace.cli.output.CommandFailed;
import dev.millrace.cli.output.Table;
import dev.millrace.cli.session.AdminSession;
import dev.millrace.cli.session.FailureWords;
import dev.millrace.cli.session.SessionOptions;

/** {@code configs describe}. */
@Command(
        name = "describe",
        description = "Shows what was configured for a resource, or with --all what holds for it.",
        sortOptions = false)
final class DescribeConfigs implements Callable<Integer> {
    @Mixin
    private ResourceSelection selection = new ResourceSelection();

    @Option(names = "--all", description = "Shows defaults too.")
    private boolean all;

    private final SessionOptions session;

    DescribeConfigs(SessionOptions session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<ConfigResource> resources = selection.resources();
        try (AdminSession admin = session.admin()) {
            Map<ConfigResource, KafkaFuture<Config>> answers =
                    admin.admin().describeConfigs(resources).values();
            Table table = new Table("resource", "name", "value", "source", "readOnly", "sensitive");
            for (ConfigResource resource : resources) {
                for (ConfigEntry entry : entries(admin, resource, answers.get(resource))) {
                    table.add(
                            ResourceSelection.nameOf(resource),
                            entry.name(),
                            shown(entry.value()),
                            entry.source().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                            entry.isReadOnly(),
                            entry.isSensitive());
                }
            }
            session.printer().print(table);
            return 0;
        }
    }

    private @Nullable Object shown(@Nullable String value) {
        return value != null && value.isEmpty() && !session.json() ? "\"\"" : value;
    }

    private List<ConfigEntry> entries(AdminSession admin, ConfigResource resource, KafkaFuture<Config> answer) {
        try {
            List<ConfigEntry> entries = new ArrayList<>(admin.await(answer).entries());
            entries.removeIf(entry -> !all && !isOwn(entry));
            entries.sort(Comparator.comparing(ConfigEntry::name));
            return entries;
        } catch (RuntimeException e) {
            throw new CommandFailed(ResourceSelection.nameOf(resource) + ": " + FailureWords.of(e), e);
        }
    }

    private static boolean isOwn(ConfigEntry entry) {
        return switch (entry.source()) {
            case DYNAMIC_TOPIC_CONFIG, DYNAMIC_BROKER_CONFIG, DYNAMIC_DEFAULT_BROKER_CONFIG, DYNAMIC_GROUP_CONFIG ->
                true;
            default -> false;
        };
    }
}
