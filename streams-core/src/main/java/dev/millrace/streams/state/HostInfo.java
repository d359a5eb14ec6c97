package dev.millrace.streams.state;

import java.util.Objects;

import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * Where an instance can be reached by other instances, as it says in {@code application.server}. <i>Immutable.</i>
 */
public class HostInfo {
    private static final HostInfo UNAVAILABLE = new HostInfo("unavailable", -1);

    private final String host;
    private final int port;

    /** That host and port. */
    public HostInfo(String host, int port) {
        this.host = requireNonNull(host, "host");
        this.port = port;
    }

    /**
     * Reads {@code host:port}, with a scheme before it or not.
     *
     * @return null if {@code endpoint} is null or blank
     * @throws ConfigException if it is neither blank nor an endpoint
     */
    public static @Nullable HostInfo buildFromEndpoint(@Nullable String endpoint) {
        if (endpoint == null || endpoint.isBlank()) {
            return null;
        }
        String host = Utils.getHost(endpoint);
        Integer port = Utils.getPort(endpoint);
        if (host == null || port == null) {
            throw new ConfigException("Not an endpoint of the form host:port: " + endpoint);
        }
        return new HostInfo(host, port);
    }

    /** Stands for a host that is not known at the moment. */
    public static HostInfo unavailable() {
        return UNAVAILABLE;
    }

    /** Name or address of the host. */
    public String host() {
        return host;
    }

    /** The port. */
    public int port() {
        return port;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HostInfo that && port == that.port && host.equals(that.host);
    }

    @Override
    public int hashCode() {
        return Objects.hash(host, port);
    }

    @Override
    public String toString() {
        return "HostInfo{host='" + host + "', port=" + port + "}";
    }
}
