package dev.millrace.streams.internal.state.buffer;

import java.util.Arrays;
import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

class KeyOrderTest {
    @Property
    void ordersKeysAsUnsignedBytes(@ForAll("keys") List<byte[]> keys) {
        Entry[] sorted = KeyOrder.sorted(keys.stream().map(KeyOrderTest::entry).toList());

        assertThat(Arrays.stream(sorted).map(entry -> entry.keyBytes))
                .containsExactlyElementsOf(
                        keys.stream().sorted(Arrays::compareUnsigned).toList());
    }

    /** Few different bytes, so that keys share beginnings, extend each other and are equal. */
    @Provide
    Arbitrary<List<byte[]>> keys() {
        return Arbitraries.of((byte) 0, (byte) 1, (byte) 'w', (byte) 0x7F, (byte) 0x80, (byte) 0xFF)
                .array(byte[].class)
                .ofMaxSize(9)
                .list()
                .ofMaxSize(60);
    }

    private static Entry entry(byte[] key) {
        Entry entry = new Entry(key);
        entry.keyBytes = key;
        return entry;
    }
}
