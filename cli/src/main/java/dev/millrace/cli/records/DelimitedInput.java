package dev.millrace.cli.records;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of bytes at a delimiter. What stands behind the last delimiter is a part of its own if it is not empty.
 *
 * <p><em>Confined to the thread of the command.</em>
 */
final class DelimitedInput {
    private final InputStream in;
    private final byte[] delimiter;
    private final ByteArrayOutputStream part = new ByteArrayOutputStream();

    DelimitedInput(InputStream in, byte[] delimiter) {
        this.in = new BufferedInputStream(in, 1 << 16);
        this.delimiter = delimiter.clone();
    }

    /** Returns the next part without its delimiter; null at the end. */
    byte @Nullable [] next() throws IOException {
        part.reset();
        int last = delimiter[delimiter.length - 1];
        for (int read = in.read(); read >= 0; read = in.read()) {
            part.write(read);
            if ((byte) read == last && part.size() >= delimiter.length) {
                byte[] bytes = part.toByteArray();
                if (endsWithDelimiter(bytes)) {
                    return Arrays.copyOf(bytes, bytes.length - delimiter.length);
                }
            }
        }
        return part.size() == 0 ? null : part.toByteArray();
    }

    private boolean endsWithDelimiter(byte[] bytes) {
        int from = bytes.length - delimiter.length;
        return Arrays.equals(bytes, from, bytes.length, delimiter, 0, delimiter.length);
    }
}
