package dev.millrace.broker.network;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;

import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.requests.RequestUtils;

/** A socket that sends well-formed requests, as many and in whatever order a test wants. */
public final class RawClient implements Closeable {
    private static final int PATIENCE_MS = 20_000;

    private final Socket socket;

    /** Connects to a broker on this machine. */
    public RawClient(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(PATIENCE_MS);
    }

    /** Returns the frame of a request. */
    public static byte[] frame(ApiKeys api, short version, ApiMessage data) {
        RequestHeader header = new RequestHeader(api, version, "raw", 1);
        ByteBuffer body = RequestUtils.serialize(header.data(), header.headerVersion(), data, version);
        return ByteBuffer.allocate(Integer.BYTES + body.remaining())
                .putInt(body.remaining())
                .put(body)
                .array();
    }

    /** Sends bytes in one go. */
    public void send(byte[] bytes) throws IOException {
        new DataOutputStream(socket.getOutputStream()).write(bytes);
    }

    /** Waits for the next answer and passes it over. */
    public void skipAnswer() throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        in.readFully(new byte[in.readInt()]);
    }

    /** Reads until the broker closes the connection. */
    public void awaitClose() throws IOException {
        while (socket.getInputStream().read() >= 0) {
            // The broker may answer before it closes.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
