package dev.millrace.broker.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Certificates that a test makes with the JDK's keytool. */
final class KeyStores {
    static final String PASSWORD = "secret-of-the-test";

    private final Path directory;

    KeyStores(Path directory) {
        this.directory = directory;
    }

    /** Makes a key with a certificate that vouches for itself. */
    Path key(String name) throws IOException, InterruptedException {
        Path store = directory.resolve(name + ".p12");
        keytool(
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString());
        return store;
    }

    /** Makes a store that trusts a certificate. */
    Path trusting(String name) throws IOException, InterruptedException {
        Path pem = pem(name);
        Path store = directory.resolve("trusts-" + name + ".p12");
        keytool(
                "-importcert",
                "-noprompt",
                "-alias",
                name,
                "-file",
                pem.toString(),
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString());
        return store;
    }

    /** Writes a certificate as text. */
    Path pem(String name) throws IOException, InterruptedException {
        Path pem = directory.resolve(name + ".pem");
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                name,
                "-keystore",
                directory.resolve(name + ".p12").toString(),
                "-file",
                pem.toString());
        return pem;
    }

    private void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
    }

    /** Returns the settings with which a broker or client shows a key. */
    static Map<String, String> shows(Path store) {
        return Map.of(
                "ssl.keystore.location",
                store.toString(),
                "ssl.keystore.type",
                "PKCS12",
                "ssl.keystore.password",
                PASSWORD);
    }

    /** Returns the settings with which a broker or client trusts a certificate. */
    static Map<String, String> trusts(Path store) {
        return Map.of(
                "ssl.truststore.location",
                store.toString(),
                "ssl.truststore.type",
                "PKCS12",
                "ssl.truststore.password",
                PASSWORD);
    }
}
