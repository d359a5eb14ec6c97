package dev.millrace.cli.access;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.millrace.cli.output.CommandFailed;
import dev.millrace.cli.output.Json;
import dev.millrace.cli.output.WrongUsage;
import dev.millrace.cli.session.AdminSession;
import dev.millrace.cli.session.ChangeReport;
import dev.millrace.cli.session.SessionOptions;

/** {@code users set}. */
@Command(
        name = "set",
        description = "Makes a user, or gives one a new password: the first line of the file, or of standard input.",
        sortOptions = false)
final class SetUser implements Callable<Integer> {
    private static final int FEWEST_ITERATIONS = 4096;
    private static final int MOST_ITERATIONS = 16384;

    @Parameters(paramLabel = "USER", description = "Name of the user.")
    private String name = "";

    @Option(
            names = "--password",
            paramLabel = "TEXT",
            description = "The password; others may see it in the process list.")
    private @Nullable String password;

    @Option(names = "--password-file", paramLabel = "FILE", description = "Its first line is the password.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--mechanism",
            paramLabel = "NAME",
            description = "SCRAM-SHA-256 or SCRAM-SHA-512 (default: SCRAM-SHA-512); may be repeated.")
    private List<String> mechanisms = new ArrayList<>();

    @Option(names = "--iterations", paramLabel = "N", description = "4096 to 16384 (default: ${DEFAULT-VALUE}).")
    private int iterations = 8192;

    private final SessionOptions session;

    SetUser(SessionOptions session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (iterations < FEWEST_ITERATIONS || iterations > MOST_ITERATIONS) {
            throw new WrongUsage("--iterations " + iterations + " is not between 4096 and 16384");
        }
        List<String> words = mechanisms.isEmpty() ? List.of(ScramMechanism.SCRAM_SHA_512.mechanismName()) : mechanisms;
        List<ScramMechanism> wanted = Mechanisms.parse(words);
        String secret = secret();
        try (AdminSession admin = session.admin()) {
            ChangeReport report = session.changes();
            // A request may name a user once only.
            for (ScramMechanism mechanism : wanted) {
                ScramCredentialInfo info = new ScramCredentialInfo(mechanism, iterations);
                List<UserScramCredentialAlteration> change =
                        List.of(new UserScramCredentialUpsertion(name, info, secret));
                admin.await(admin.admin().alterUserScramCredentials(change).all());
                report.done(
                        "Set user " + name + " for " + mechanism.mechanismName() + ".",
                        Json.object("user", name, "mechanism", mechanism.mechanismName(), "iterations", iterations));
            }
            return report.finish();
        }
    }

    private String secret() {
        if (password != null && passwordFile != null) {
            throw new WrongUsage("give --password or --password-file, not both");
        }
        String secret = password != null ? password : firstLine();
        if (secret == null || secret.isEmpty()) {
            throw new WrongUsage("the password must not be empty");
        }
        return secret;
    }

    private @Nullable String firstLine() {
        try (InputStream in = passwordFile == null ? session.terminal().in() : Files.newInputStream(passwordFile)) {
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
        } catch (NoSuchFileException e) {
            throw new CommandFailed("there is no file " + passwordFile, e);
        } catch (IOException e) {
            throw new CommandFailed("cannot read the password: " + e.getMessage(), e);
        }
    }
}
