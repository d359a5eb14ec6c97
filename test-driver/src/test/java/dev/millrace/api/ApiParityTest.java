package dev.millrace.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every public class and member of Kafka Streams and its test driver exists here under our prefix, with the same
 * signature, but for what {@code api-differences.txt} lists.
 */
class ApiParityTest {
    private static final String THEIRS = "org.apache.kafka.streams";
    private static final String OURS = "dev.millrace.streams";
    private static final Path DIFFERENCES = Path.of("src/test/resources/api-differences.txt");
    private static final Path SEEN = Path.of("target/api-differences.txt");

    @Test
    void nothingButTheListedDifferencesIsMissing() throws Exception {
        List<String> missing = new ArrayList<>();
        int members = 0;
        for (Class<?> theirs : theirClasses()) {
            Set<String> wanted = new TreeSet<>();
            PublicMembers.of(theirs).forEach(line -> wanted.add(line.replace(THEIRS, OURS)));
            wanted.removeIf(ApiParityTest::inner);
            members += wanted.size();
            wanted.removeAll(ourMembers(theirs.getName().replace(THEIRS, OURS)));
            missing.addAll(wanted);
        }
        Files.write(SEEN, missing);

        assertThat(members).isGreaterThan(1_800);
        assertThat(missing).containsExactlyElementsOf(listed());
    }

    private static List<Class<?>> theirClasses() throws IOException, ClassNotFoundException {
        List<String> names = Stream.of(
                        PublicMembers.classesBeside(org.apache.kafka.streams.Topology.class),
                        PublicMembers.classesBeside(org.apache.kafka.streams.TopologyTestDriver.class))
                .flatMap(List::stream)
                .filter(name -> name.startsWith(THEIRS) && !name.contains(".internals."))
                .sorted()
                .toList();
        List<Class<?>> visible = new ArrayList<>();
        for (String name : names) {
            Class<?> type = Class.forName(name, false, ApiParityTest.class.getClassLoader());
            if (PublicMembers.visible(type)) {
                visible.add(type);
            }
        }
        return visible;
    }

    /** Types that users cannot name are no part of the API, even where it mentions them. */
    private static boolean inner(String member) {
        return member.contains(".internals.");
    }

    private static Set<String> ourMembers(String name) {
        try {
            Class<?> ours = Class.forName(name, false, ApiParityTest.class.getClassLoader());
            return PublicMembers.visible(ours) ? PublicMembers.withInherited(ours) : Set.of();
        } catch (ClassNotFoundException missing) {
            return Set.of();
        }
    }

    private static List<String> listed() throws IOException {
        return Files.readAllLines(DIFFERENCES).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }
}
