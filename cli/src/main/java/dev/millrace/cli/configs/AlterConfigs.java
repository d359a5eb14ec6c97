package dev.millrace.cli.configs;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigsOptions;
import org.apache.kafka.common.config.ConfigResource;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import dev.millrace.cli.output.Json;
import dev.millrace.cli.session.AdminSession;
import dev.millrace.cli.session.ChangeReport;
import dev.millrace.cli.session.SessionOptions;

/** {@code configs alter}. */
@Command(name = "alter", description = "Changes single settings; all others stay as they are.", sortOptions = false)
final class AlterConfigs implements Callable<Integer> {
    @Mixin
    private ResourceSelection selection = new ResourceSelection();

    @Mixin
    private WantedConfig changes = new WantedConfig();

    @Option(names = "--validate-only", description = "Asks whether the broker would accept it, and changes nothing.")
    private boolean validateOnly;

    private final SessionOptions session;

    AlterConfigs(SessionOptions session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<AlterConfigOp> operations = changes.operations();
        Map<ConfigResource, Collection<AlterConfigOp>> wanted = new HashMap<>();
        List<ConfigResource> resources = selection.resources();
        resources.forEach(resource -> wanted.put(resource, operations));
        try (AdminSession admin = session.admin()) {
            Map<ConfigResource, String> failures = admin.failures(admin.admin()
                    .incrementalAlterConfigs(wanted, new AlterConfigsOptions().validateOnly(validateOnly))
                    .values());
            ChangeReport report = session.changes();
            for (ConfigResource resource : resources) {
                String name = ResourceSelection.nameOf(resource);
                if (failures.containsKey(resource)) {
                    report.refused(name + ": " + failures.get(resource));
                } else {
                    report.done(
                            (validateOnly ? "Could alter " : "Altered ") + name + ".",
                            Json.object("resource", name, "altered", !validateOnly));
                }
            }
            return report.finish();
        }
    }
}
