package dev.connections.monitoring;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an external system said of itself when the connection was opened. Immutable; holds no
 * secrets. Kept as information: that it is known says nothing about health.
 *
 * @param product the product's name, such as {@code PostgreSQL}
 * @param version the product's version; null if it does not tell
 * @param driver the client library with its version; null if there is none
 * @param address where it was reached, sanitised; null if unknown
 * @param attributes anything else, in a fixed order
 */
public record ServerMetadata(
    String product,
    @Nullable String version,
    @Nullable String driver,
    @Nullable String address,
    Map<String, String> attributes) {}
