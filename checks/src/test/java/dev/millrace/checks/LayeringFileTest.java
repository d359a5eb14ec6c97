package dev.millrace.checks;

import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class LayeringFileTest {

    @Test
    void readsEverySection() {
        LayeringFile file = LayeringFile.parse(
                """
                # comment
                [rooms dev.millrace.mill]
                wheel:
                stone: wheel dev.millrace.river.bank

                [edges]
                wheel.Paddle: turns by itself
                [inner clients]
                stone: grinds
                """);

        assertThat(file)
                .isEqualTo(new LayeringFile(
                        "dev.millrace.mill",
                        Map.of("wheel", Set.of(), "stone", Set.of("wheel", "dev.millrace.river.bank")),
                        Map.of("wheel.Paddle", "turns by itself"),
                        Map.of("stone", "grinds")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    [rooms r];b: a;a:          | line 2: room b may not import a
                    [rooms r];a: a             | line 2: room a may not import a
                    [rooms r];a:;a:            | line 3: room a is listed twice
                    [rooms r];a:;[edges];a:    | line 4: a needs a reason
                    [rooms r];a:;[edges];a:x;a:y | line 5: a is listed twice
                    [rooms r];nonsense         | line 2: expected 'name: ...'
                    a: b                       | line 1: expected 'name: ...' inside a section
                    [walls]                    | line 1: unknown section [walls]
                    [edges]                    | no section [rooms ROOT-PACKAGE]
                    """)
    void refusesAndNamesTheLine(String text, String complaint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LayeringFile.parse(text.replace(';', '\n')))
                .withMessageContaining(complaint);
    }

    @Test
    void namesRoomsRelativeToTheRoot() {
        LayeringFile file = LayeringFile.parse("[rooms dev.millrace.mill]\n");

        assertThat(file.roomOf("dev.millrace.mill.stone.upper")).isEqualTo("stone.upper");
        assertThat(file.roomOf("dev.millrace.mill")).isEmpty();
        assertThat(file.roomOf("dev.millrace.millpond")).isEqualTo("dev.millrace.millpond");
    }
}
