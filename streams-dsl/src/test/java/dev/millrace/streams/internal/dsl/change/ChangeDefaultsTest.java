package dev.millrace.streams.internal.dsl.change;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;

import dev.millrace.streams.internal.spi.AroundDefault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

class ChangeDefaultsTest {
    @Test
    void areNotAskedForWhereProgramGaveFormat() {
        Serializer<?> given = ChangeV2.of(Serdes.String()).serializer();

        assertThat(AroundDefault.complete(given, () -> fail("there is no default")))
                .isEqualTo(given);
    }
}
