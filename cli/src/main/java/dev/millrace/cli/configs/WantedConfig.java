package dev.millrace.cli.configs;

import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;

import picocli.CommandLine.Option;

import dev.millrace.cli.output.WrongUsage;
import dev.millrace.cli.text.NameValues;

/**
 * Changes to single settings.
 *
 * <p><em>Confined to the thread of the command; filled by the parser.</em>
 */
final class WantedConfig {
    @Option(names = "--set", paramLabel = "NAME=VALUE", description = "Sets a value; may be repeated.")
    private List<String> set = new ArrayList<>();

    @Option(
            names = "--add-config",
            paramLabel = "NAME=VALUE,...",
            description = "Sets several values; one with commas stands in brackets: NAME=[a,b].")
    private List<String> addConfig = new ArrayList<>();

    @Option(
            names = {"--delete", "--delete-config"},
            paramLabel = "NAME",
            split = ",",
            description = "Goes back to the default; may be repeated.")
    private List<String> delete = new ArrayList<>();

    @Option(names = "--append", paramLabel = "NAME=VALUE", description = "Adds to the values of a list.")
    private List<String> append = new ArrayList<>();

    @Option(names = "--subtract", paramLabel = "NAME=VALUE", description = "Takes from the values of a list.")
    private List<String> subtract = new ArrayList<>();

    /**
     * Returns the changes.
     *
     * @throws WrongUsage if there is none
     */
    List<AlterConfigOp> operations() {
        List<AlterConfigOp> operations = new ArrayList<>();
        add("--set", set, OpType.SET, operations);
        add(
                "--add-config",
                addConfig.stream().flatMap(word -> parts(word).stream()).toList(),
                OpType.SET,
                operations);
        add("--append", append, OpType.APPEND, operations);
        add("--subtract", subtract, OpType.SUBTRACT, operations);
        delete.forEach(name -> operations.add(new AlterConfigOp(new ConfigEntry(name, ""), OpType.DELETE)));
        if (operations.isEmpty()) {
            throw new WrongUsage("what is to be changed? give --set, --delete, --append or --subtract");
        }
        return operations;
    }

    private static void add(String option, List<String> words, OpType kind, List<AlterConfigOp> to) {
        NameValues.parse(option, words)
                .forEach((name, value) -> to.add(new AlterConfigOp(new ConfigEntry(name, value), kind)));
    }

    /** Cuts at commas outside brackets, and takes the brackets off. */
    static List<String> parts(String word) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean inBrackets = false;
        for (char next : word.toCharArray()) {
            if (next == '[' && part.toString().endsWith("=")) {
                inBrackets = true;
            } else if (next == ']' && inBrackets) {
                inBrackets = false;
            } else if (next == ',' && !inBrackets) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(next);
            }
        }
        if (inBrackets) {
            throw new WrongUsage("--add-config " + word + " has a bracket that is not closed");
        }
        parts.add(part.toString());
        return parts;
    }
}
