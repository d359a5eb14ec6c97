package dev.millrace.broker.api;

import java.util.Set;

import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.message.ApiMessageType.ListenerType;
import org.apache.kafka.common.message.ApiVersionsRequestData;
import org.apache.kafka.common.message.ApiVersionsResponseData;
import org.apache.kafka.common.message.ApiVersionsResponseData.FinalizedFeatureKey;
import org.apache.kafka.common.message.ApiVersionsResponseData.SupportedFeatureKey;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.ApiVersionsRequest;
import org.apache.kafka.common.requests.ApiVersionsResponse;

/**
 * Tells clients which APIs there are and in which versions.
 *
 * <p>Produce is offered from version 0 although it is served from version 3: librdkafka up to 2.0 takes a higher
 * beginning for a broker without compression (KAFKA-18659).
 */
final class ApiVersionsHandler implements Handler<ApiVersionsRequestData> {
    private static final long FEATURES_EPOCH = 0;
    private static final String TRANSACTIONS = "transaction.version";

    /** Clients that know KIP-890 follow it only if this is settled. */
    private static final short GENERATION_2 = 2;

    private final Set<ApiKeys> apis;

    /**
     * Makes the handler.
     *
     * @param apis what is served, complete by the time of the first request
     */
    ApiVersionsHandler(Set<ApiKeys> apis) {
        this.apis = apis;
    }

    @Override
    public void handle(ApiVersionsRequestData request, Call call) {
        ApiVersionsRequest parsed = (ApiVersionsRequest) call.request();
        if (parsed.hasUnsupportedRequestVersion()) {
            var unknown = new UnsupportedVersionException("version of ApiVersions");
            call.answer(parsed.getErrorResponse(0, unknown).data());
        } else if (!parsed.isValid()) {
            call.answer(new ApiVersionsResponseData().setErrorCode(Errors.INVALID_REQUEST.code()));
        } else {
            call.answer(versions());
        }
    }

    ApiVersionsResponseData versions() {
        ApiVersionsResponseData response = new ApiVersionsResponseData();
        response.supportedFeatures()
                .add(new SupportedFeatureKey()
                        .setName(TRANSACTIONS)
                        .setMinVersion((short) 0)
                        .setMaxVersion(GENERATION_2));
        response.finalizedFeatures()
                .add(new FinalizedFeatureKey()
                        .setName(TRANSACTIONS)
                        .setMinVersionLevel(GENERATION_2)
                        .setMaxVersionLevel(GENERATION_2));
        return response.setApiKeys(ApiVersionsResponse.collectApis(ListenerType.BROKER, apis, false))
                .setFinalizedFeaturesEpoch(FEATURES_EPOCH);
    }
}
