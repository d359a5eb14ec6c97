package dev.millrace.cli.groups;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.KafkaFuture;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import dev.millrace.cli.output.Json;
import dev.millrace.cli.session.AdminSession;
import dev.millrace.cli.session.ChangeReport;
import dev.millrace.cli.session.SessionOptions;

/** {@code groups delete}. */
@Command(name = "delete", description = "Deletes groups without members, with their offsets.", sortOptions = false)
final class DeleteGroups implements Callable<Integer> {
    @Mixin
    private GroupSelection selection = new GroupSelection();

    private final SessionOptions session;

    DeleteGroups(SessionOptions session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (AdminSession admin = session.admin()) {
            ChangeReport report = session.changes();
            selection.select(admin).forEach((id, listing) -> {
                Map<String, String> failures = admin.failures(Map.of(id, delete(admin, listing)));
                if (failures.isEmpty()) {
                    report.done("Deleted group " + id + ".", Json.object("group", id, "deleted", true));
                }
                failures.values().forEach(reason -> report.refused("group " + id + ": " + reason));
            });
            return report.finish();
        }
    }

    private static KafkaFuture<Void> delete(AdminSession session, GroupListing group) {
        List<String> ids = List.of(group.groupId());
        GroupType type = group.type().orElse(GroupType.CLASSIC);
        if (type == GroupType.STREAMS) {
            return session.admin().deleteStreamsGroups(ids).all();
        }
        if (type == GroupType.SHARE) {
            return session.admin().deleteShareGroups(ids).all();
        }
        return session.admin().deleteConsumerGroups(ids).all();
    }
}
