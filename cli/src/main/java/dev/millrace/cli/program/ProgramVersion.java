package dev.millrace.cli.program;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

import org.apache.kafka.common.utils.AppInfoParser;

import picocli.CommandLine.IVersionProvider;

/** The version of the program, as the build has noted it. Without state. */
final class ProgramVersion implements IVersionProvider {
    private static final String RESOURCE = "version.properties";

    @Override
    public String[] getVersion() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = ProgramVersion.class.getResourceAsStream(RESOURCE)) {
            properties.load(in);
        }
        return new String[] {
            "millrace " + properties.getProperty("version") + " (kafka-clients " + AppInfoParser.getVersion() + ")"
        };
    }
}
