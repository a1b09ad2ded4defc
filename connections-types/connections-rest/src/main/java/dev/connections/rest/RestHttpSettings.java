package dev.connections.rest;

import dev.connections.annotations.DefaultValue;
import dev.connections.annotations.Description;
import dev.connections.annotations.Example;
import dev.connections.settings.ProxySettings;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import okio.ByteString;

/**
 * The settings of the HTTP client. Immutable. The time to connect, and for a request in all, are
 * among the settings that all connection types have.
 *
 * @param readTimeout how long nothing may arrive, 10 s by default
 * @param writeTimeout how long nothing may leave, 10 s by default
 * @param maxIdleConnections how many unused connections are kept, 16 by default
 * @param keepAlive how long an unused connection is kept; 50 s by default, less than the minute
 *     after which many load balancers drop it
 * @param followRedirects whether a redirected request is sent to its new place; true by default.
 *     Headers and credentials stay behind if that is another host. Not followed: 300, 301 and 302
 *     of methods other than GET, HEAD and PROPFIND, what leads from https to http, and the body of
 *     a request that must not be sent twice
 * @param http2PriorKnowledge whether the server speaks HTTP/2 without TLS and nothing else (h2c,
 *     RFC 9113, section 3.3), false by default; only for urls with {@code http://}
 * @param maxResponseBytes how long an answer may be, unpacked; 16 MiB by default
 * @param proxy the HTTP proxy; the JVM's by default
 * @param pins keys of which the server's certificate, or one that vouches for it, must have one,
 *     such as {@code sha256/AAAA…=}; any by default
 */
public record RestHttpSettings(
    @Description(
            "How long the server may send no byte. timeouts.attempt limits the whole exchange;"
                + " this finds a silent server sooner")
        @DefaultValue("10s")
        Duration readTimeout,
    @Description("How long the server may take no byte") @DefaultValue("10s") Duration writeTimeout,
    @Description("How many idle connections are kept; as many as calls that usually run at once")
        @DefaultValue("16")
        @PositiveOrZero
        int maxIdleConnections,
    @Description(
            "How long an idle connection is kept; shorter than the time after which the server or"
                + " a load balancer drops it, often a minute")
        @DefaultValue("50s")
        Duration keepAlive,
    @Description("Whether redirects are followed. Credentials are not sent to another host")
        @DefaultValue("true")
        boolean followRedirects,
    @Description(
            "Whether the server speaks HTTP/2 without TLS and nothing else (h2c); only for urls"
                + " with http://")
        @DefaultValue("false")
        boolean http2PriorKnowledge,
    @Description(
            "How many bytes an answer may have, unpacked. A longer one fails the call instead of"
                + " filling the memory")
        @DefaultValue("16777216")
        @Positive
        int maxResponseBytes,
    @Description("The HTTP proxy; by default that of the JVM (system property https.proxyHost)")
        Optional<ProxySettings> proxy,
    @Description(
            "SHA-256 of public keys, one of which the server's certificate or one that vouches for"
                + " it must have; keep a second one for the next key")
        @Example("sha256/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")
        List<String> pins) {

  /** The defaults. */
  public static final RestHttpSettings DEFAULT =
      new RestHttpSettings(
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          16,
          Duration.ofSeconds(50),
          true,
          false,
          1 << 24,
          Optional.empty(),
          List.of());

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if they cannot work
   */
  public RestHttpSettings {
    positive("readTimeout", readTimeout);
    positive("writeTimeout", writeTimeout);
    positive("keepAlive", keepAlive);
    pins = List.copyOf(pins);
    pins.forEach(RestHttpSettings::checkPin);
    if (maxIdleConnections < 0) {
      throw new IllegalArgumentException(
          "maxIdleConnections must be at least 0, but is " + maxIdleConnections);
    }
    if (maxResponseBytes < 1) {
      throw new IllegalArgumentException(
          "maxResponseBytes must be at least 1, but is " + maxResponseBytes);
    }
  }

  private static void checkPin(String pin) {
    String hash = pin.startsWith("sha256/") ? pin.substring("sha256/".length()) : "";
    ByteString bytes = ByteString.decodeBase64(hash);
    if (bytes == null || bytes.size() != 32) {
      throw new IllegalArgumentException(
          "pins must have entries such as sha256/AAAA…= (the SHA-256 of a public key in Base64), but"
              + " one is '"
              + pin
              + "'");
    }
  }

  private static void positive(String name, Duration value) {
    if (value.toMillis() < 1 || value.toMillis() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          name + " must be between 1ms and 24 days, but is " + value);
    }
  }
}
