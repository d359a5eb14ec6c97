package dev.millrace.cli.configs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.ConfigResource.Type;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import dev.millrace.cli.output.WrongUsage;

/**
 * The resources whose configuration a command is about.
 *
 * <p><em>Confined to the thread of the command; filled by the parser.</em>
 */
final class ResourceSelection {
    @Option(names = "--topic", paramLabel = "NAME", description = "A topic; may be repeated.")
    private List<String> topics = new ArrayList<>();

    @Option(names = "--broker", paramLabel = "ID", description = "A broker, by its node id; may be repeated.")
    private List<String> brokers = new ArrayList<>();

    @Option(names = "--broker-defaults", description = "What all brokers of the cluster share.")
    private boolean brokerDefaults;

    @Option(names = "--group", paramLabel = "ID", description = "A group; may be repeated.")
    private List<String> groups = new ArrayList<>();

    @Option(
            names = "--entity-type",
            paramLabel = "TYPE",
            description = "topics, brokers or groups, with --entity-name.")
    private @Nullable String entityType;

    @Option(names = "--entity-name", paramLabel = "NAME", description = "Name for --entity-type.")
    private @Nullable String entityName;

    @Option(names = "--entity-default", description = "With --entity-type brokers the same as --broker-defaults.")
    private boolean entityDefault;

    /**
     * Returns the resources.
     *
     * @throws WrongUsage if none is named, or a type is unknown
     */
    List<ConfigResource> resources() {
        List<ConfigResource> resources = new ArrayList<>();
        topics.forEach(name -> resources.add(new ConfigResource(Type.TOPIC, name)));
        brokers.forEach(name -> resources.add(new ConfigResource(Type.BROKER, name)));
        groups.forEach(name -> resources.add(new ConfigResource(Type.GROUP, name)));
        if (brokerDefaults) {
            resources.add(new ConfigResource(Type.BROKER, ""));
        }
        if (entityType != null) {
            resources.add(new ConfigResource(typeOf(entityType), entityNameOrDefault(entityType)));
        }
        if (resources.isEmpty()) {
            throw new WrongUsage("whose configuration? give --topic, --broker, --broker-defaults or --group");
        }
        return resources;
    }

    private String entityNameOrDefault(String type) {
        if (entityName != null) {
            return entityName;
        }
        if (entityDefault && typeOf(type) == Type.BROKER) {
            return "";
        }
        throw new WrongUsage("--entity-type " + type + " needs --entity-name");
    }

    private static Type typeOf(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "topics", "topic" -> Type.TOPIC;
            case "brokers", "broker" -> Type.BROKER;
            case "groups", "group" -> Type.GROUP;
            default ->
                throw new WrongUsage(
                        "--entity-type " + word + " is none of topics, brokers and groups; SCRAM users have"
                                + " a command of their own, users");
        };
    }

    /** Returns what to call a resource. */
    static String nameOf(ConfigResource resource) {
        String type = resource.type().name().toLowerCase(Locale.ROOT);
        return resource.name().isEmpty() ? type + " defaults" : type + " " + resource.name();
    }
}
