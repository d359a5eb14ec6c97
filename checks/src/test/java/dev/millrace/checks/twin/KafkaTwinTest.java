package dev.millrace.checks.twin;

import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class KafkaTwinTest {

    @TempDir
    Path directory;

    @Test
    void changesThePrefixAndNothingElse() throws Exception {
        Path source =
                write("Mill", "public class Mill { public String stone() { return \"dev.millrace.streams.X\"; } }");

        KafkaTwin twin = KafkaTwin.compile(List.of(source), directory);

        try (URLClassLoader loader = twin.newLoader()) {
            Object mill = loader.loadClass("Mill").getConstructor().newInstance();
            assertThat(mill.getClass().getMethod("stone").invoke(mill)).isEqualTo("org.apache.kafka.streams.X");
        }
    }

    @Test
    void theTwinsClassesHideOurs() throws Exception {
        Path source = write("KafkaTwin", "package dev.millrace.checks.twin; public class KafkaTwin {}");

        try (URLClassLoader loader =
                KafkaTwin.compile(List.of(source), directory).newLoader()) {
            assertThat(loader.loadClass(KafkaTwin.class.getName())).isNotEqualTo(KafkaTwin.class);
            assertThat(loader.loadClass(KafkaTwinTest.class.getName())).isEqualTo(KafkaTwinTest.class);
        }
    }

    @Test
    void saysWhyAProgramDoesNotCompile() throws IOException {
        Path source = write("Mill", "import dev.millrace.streams.OnlyOurs; class Mill {}");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> KafkaTwin.compile(List.of(source), directory))
                .withMessageContaining("org.apache.kafka.streams");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name + ".java"), text);
    }
}
