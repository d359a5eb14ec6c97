package dev.millrace.broker.network;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.message.ApiVersionsRequestData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.ApiVersionsRequest;
import org.apache.kafka.common.requests.ProduceRequest;
import org.apache.kafka.common.requests.RequestHeader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets only well-formed requests in.
 *
 * <p>The parser refuses what it does not understand with exceptions of many kinds; here they become one. Each address
 * is complained about once, and only so many addresses are remembered.
 *
 * <p>Confined to the event-loop thread.
 */
final class FrameGuard {
    private static final Logger LOG = LoggerFactory.getLogger(FrameGuard.class);
    private static final int REMEMBERED_PEERS = 256;

    private final Map<String, Boolean> complainedAbout = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED_PEERS;
        }
    };

    /**
     * Parses a frame.
     *
     * @throws MalformedFrame if it is no request of a version that the codec knows
     */
    Frame parse(ByteBuffer payload) throws MalformedFrame {
        try {
            RequestHeader header = RequestHeader.parse(payload);
            if (header.apiKey() == ApiKeys.API_VERSIONS && !header.isApiVersionSupported()) {
                return unknownApiVersions(header);
            }
            if (!header.apiKey().isVersionEnabled(header.apiVersion(), false)) {
                throw new UnsupportedVersionException(header.apiKey() + " in version " + header.apiVersion());
            }
            AbstractRequest request = AbstractRequest.parseRequest(
                            header.apiKey(), header.apiVersion(), new ByteBufferAccessor(payload))
                    .request;
            if (request instanceof ProduceRequest produce) {
                requireRecords(produce);
            }
            return new Frame(header, header.apiVersion(), request);
        } catch (RuntimeException e) {
            throw new MalformedFrame(String.valueOf(e.getMessage()), e);
        }
    }

    /** The format allows a null in place of records; the rest of the client library does not. */
    private static void requireRecords(ProduceRequest request) {
        request.data().topicData().forEach(topic -> topic.partitionData().forEach(partition -> {
            if (partition.records() == null) {
                throw new InvalidRecordException("no records for partition " + partition.index());
            }
        }));
    }

    private static Frame unknownApiVersions(RequestHeader header) {
        // The one request of an unknown version that is answered: the client learns from it which versions there are.
        var request = new ApiVersionsRequest(new ApiVersionsRequestData(), (short) 0, header.apiVersion());
        return new Frame(header, (short) 0, request);
    }

    /** Logs a malformed frame, once for each address. */
    void complain(String host, MalformedFrame fault) {
        if (complainedAbout.put(host, Boolean.TRUE) == null) {
            LOG.warn("Closing a connection from {}, which sent a malformed request: {}", host, fault.getMessage());
        } else {
            LOG.debug("Closing a connection from {} again: {}", host, fault.getMessage());
        }
    }
}
