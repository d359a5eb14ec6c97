package dev.millrace.cli.output;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TableTest {

    @Test
    void textStandsLeftAndNumbersRight() {
        Table table = new Table("topicName", "endOffset", "isr");
        table.add("a", 7, List.of(0, 1));
        table.add("longer-name-of-it", null, List.of());

        assertThat(table.toLines())
                .containsExactly(
                        "TOPIC-NAME         END-OFFSET  ISR",
                        "a                           7  0,1",
                        "longer-name-of-it           -  -");
        assertThat(Json.write(table.toJson()))
                .isEqualTo("[{\"topicName\":\"a\",\"endOffset\":7,\"isr\":[0,1]},"
                        + "{\"topicName\":\"longer-name-of-it\",\"endOffset\":null,\"isr\":[]}]");
    }
}
