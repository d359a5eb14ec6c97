package dev.millrace.broker.network;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

import org.apache.kafka.common.message.ApiVersionsRequestData;
import org.apache.kafka.common.message.MetadataRequestData;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.ApiVersionsResponse;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.requests.RequestUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import dev.millrace.broker.embedded.Broker;
import dev.millrace.broker.settings.BrokerSettings;
import dev.millrace.broker.settings.RequestSettings;

import static org.assertj.core.api.Assertions.assertThat;

/** Bytes that no client of the protocol sends close the connection they came from, and no other. */
@Timeout(30)
class MalformedFramesTest {
    private static final int MAX_BYTES = 100_000;

    @TempDir
    Path directory;

    private Broker broker;
    private Socket bystander;

    @BeforeEach
    void start() throws IOException {
        broker = Broker.start(
                BrokerSettings.at(directory).withRequests(RequestSettings.DEFAULTS.withMaxBytes(MAX_BYTES)));
        bystander = new Socket("127.0.0.1", broker.port());
    }

    @AfterEach
    void bystanderIsStillServed() throws IOException {
        try (Broker served = broker;
                Socket socket = bystander) {
            assertThat(served.port()).isEqualTo(socket.getPort());
            assertThat(call(
                            socket,
                            (short) 3,
                            new ApiVersionsRequestData()
                                    .setClientSoftwareName("bystander")
                                    .setClientSoftwareVersion("1")))
                    .isInstanceOf(ApiVersionsResponse.class);
        }
    }

    @Test
    void oversizedFrameIsRefusedBeforeItIsReceived() throws IOException {
        assertThatClosedAfter(ByteBuffer.allocate(4).putInt(MAX_BYTES + 1).array());
    }

    @Test
    void negativeSizeIsRefused() throws IOException {
        assertThatClosedAfter(ByteBuffer.allocate(4).putInt(-1).array());
    }

    @Test
    void emptyFrameIsRefused() throws IOException {
        assertThatClosedAfter(ByteBuffer.allocate(4).putInt(0).array());
    }

    @Test
    void unknownApiAndUnknownVersionAreRefused() throws IOException {
        assertThatClosedAfter(frame(ByteBuffer.allocate(10)
                .putShort((short) 999)
                .putShort((short) 0)
                .array()));
        assertThatClosedAfter(frame(ByteBuffer.allocate(10)
                .putShort(ApiKeys.FETCH.id)
                .putShort((short) 0)
                .array()));
    }

    @Test
    void apiThatIsNotServedIsRefused() throws IOException {
        ByteBuffer body = ByteBuffer.allocate(14)
                .putShort(ApiKeys.DESCRIBE_DELEGATION_TOKEN.id)
                .putShort((short) 1)
                .putInt(1)
                .putShort((short) -1)
                .putInt(-1);
        assertThatClosedAfter(frame(body.array()));
    }

    @Test
    void arrayThatClaimsMoreThanItHasIsRefused() throws IOException {
        ByteBuffer body = ByteBuffer.allocate(14)
                .putShort(ApiKeys.METADATA.id)
                .putShort((short) 1)
                .putInt(1)
                .putShort((short) -1)
                .putInt(Integer.MAX_VALUE);
        assertThatClosedAfter(frame(body.array()));
    }

    @Test
    void produceRequestWithoutRecordsIsRefused() throws IOException {
        ProduceRequestData data = new ProduceRequestData().setAcks((short) 1);
        data.topicData()
                .add(new ProduceRequestData.TopicProduceData()
                        .setName("known")
                        .setPartitionData(List.of(new ProduceRequestData.PartitionProduceData().setIndex(0))));
        assertThatClosedAfter(RawClient.frame(ApiKeys.PRODUCE, (short) 9, data));
    }

    @Test
    void randomBytesNeverHoldUpTheBroker() throws IOException {
        long seed = 42;
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            byte[] body = new byte[random.nextInt(200)];
            random.nextBytes(body);
            if (body.length > 4 && random.nextBoolean()) {
                ByteBuffer.wrap(body).putShort((short) random.nextInt(70)).putShort((short) random.nextInt(10));
            }
            try (Socket socket = new Socket("127.0.0.1", broker.port())) {
                new DataOutputStream(socket.getOutputStream()).write(frame(body));
            }
        }
    }

    @Test
    void unknownVersionOfApiVersionsIsAnsweredWithTheVersionsThereAre() throws IOException {
        ByteBuffer header = ByteBuffer.allocate(11)
                .putShort(ApiKeys.API_VERSIONS.id)
                .putShort((short) 99)
                .putInt(5)
                .putShort((short) -1)
                .put((byte) 0);
        try (Socket socket = new Socket("127.0.0.1", broker.port())) {
            new DataOutputStream(socket.getOutputStream()).write(frame(header.array()));
            ByteBuffer answer = receive(socket);
            assertThat(answer.getInt()).isEqualTo(5);
            assertThat(answer.getShort()).as("UNSUPPORTED_VERSION").isEqualTo((short) 35);
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrder() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", broker.port())) {
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            for (int correlation = 0; correlation < 100; correlation++) {
                out.write(request((short) 9, correlation, new MetadataRequestData().setTopics(null)));
            }
            for (int correlation = 0; correlation < 100; correlation++) {
                assertThat(receive(socket).getInt()).isEqualTo(correlation);
            }
        }
    }

    private void assertThatClosedAfter(byte[] bytes) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", broker.port())) {
            new DataOutputStream(socket.getOutputStream()).write(bytes);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    private static byte[] frame(byte[] body) {
        return ByteBuffer.allocate(4 + body.length)
                .putInt(body.length)
                .put(body)
                .array();
    }

    private static AbstractResponse call(Socket socket, short version, ApiVersionsRequestData data) throws IOException {
        RequestHeader header = new RequestHeader(ApiKeys.API_VERSIONS, version, "bystander", 1);
        new DataOutputStream(socket.getOutputStream()).write(frame(bytes(header, data)));
        return AbstractResponse.parseResponse(receive(socket), header);
    }

    private static byte[] request(short version, int correlation, MetadataRequestData data) {
        return frame(bytes(new RequestHeader(ApiKeys.METADATA, version, "pipeline", correlation), data));
    }

    private static byte[] bytes(RequestHeader header, ApiMessage data) {
        ByteBuffer buffer = RequestUtils.serialize(header.data(), header.headerVersion(), data, header.apiVersion());
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static ByteBuffer receive(Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        byte[] body = new byte[in.readInt()];
        in.readFully(body);
        return ByteBuffer.wrap(body);
    }
}
