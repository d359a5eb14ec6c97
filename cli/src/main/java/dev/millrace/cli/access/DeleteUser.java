package dev.millrace.cli.access;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialDeletion;
import org.apache.kafka.common.errors.ResourceNotFoundException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.millrace.cli.output.CommandFailed;
import dev.millrace.cli.output.Json;
import dev.millrace.cli.session.AdminSession;
import dev.millrace.cli.session.ChangeReport;
import dev.millrace.cli.session.SessionOptions;

/** {@code users delete}. */
@Command(name = "delete", description = "Deletes a user, or its credentials of some mechanisms.", sortOptions = false)
final class DeleteUser implements Callable<Integer> {
    @Parameters(paramLabel = "USER", description = "Name of the user.")
    private String name = "";

    @Option(names = "--mechanism", paramLabel = "NAME", description = "Only this mechanism (default: all it has).")
    private List<String> mechanisms = new ArrayList<>();

    private final SessionOptions session;

    DeleteUser(SessionOptions session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<ScramMechanism> named = Mechanisms.parse(mechanisms);
        try (AdminSession admin = session.admin()) {
            List<ScramMechanism> doomed = named.isEmpty() ? present(admin) : named;
            ChangeReport report = session.changes();
            for (ScramMechanism mechanism : doomed) {
                List<UserScramCredentialAlteration> change = List.of(new UserScramCredentialDeletion(name, mechanism));
                admin.await(admin.admin().alterUserScramCredentials(change).all());
                report.done(
                        "Deleted " + mechanism.mechanismName() + " of user " + name + ".",
                        Json.object("user", name, "mechanism", mechanism.mechanismName(), "deleted", true));
            }
            return report.finish();
        } catch (ResourceNotFoundException e) {
            throw new CommandFailed("there is no user " + name + (named.isEmpty() ? "" : " with this mechanism"), e);
        }
    }

    private List<ScramMechanism> present(AdminSession admin) {
        return admin
                .await(admin.admin().describeUserScramCredentials(List.of(name)).description(name))
                .credentialInfos()
                .stream()
                .map(ScramCredentialInfo::mechanism)
                .toList();
    }
}
